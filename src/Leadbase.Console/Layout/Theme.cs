using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;

namespace Leadbase.Console.Layout;

/// <summary>The console's colours and letters, as one style sheet for light and dark.</summary>
internal static class Theme
{
    // What every system has; nothing is fetched from elsewhere.
    private static readonly string[] Letters = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Liberation Sans", "sans-serif"];

    private static readonly MudTheme Value = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#4b3fbf",
            Secondary = "#0f766e",
            AppbarBackground = "#ffffff",
            AppbarText = "#1f2333",
            Background = "#f6f7fb",
            DrawerBackground = "#ffffff",
            DrawerText = "#3b4054",
            DrawerIcon = "#5a6078",
            TextPrimary = "#1f2333",
            TextSecondary = "#565c72",
            LinesDefault = "#e1e4ee",
            TableLines = "#e6e8f0",
            Success = "#157347",
            Warning = "#8a5a00",
            Error = "#b3261e",
            Info = "#0b63a5",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#a79cff",
            PrimaryContrastText = "#15131f",
            Secondary = "#5eead4",
            AppbarBackground = "#1b1d27",
            AppbarText = "#e8e9f1",
            Background = "#13141b",
            Surface = "#1b1d27",
            DrawerBackground = "#1b1d27",
            DrawerText = "#c8cad8",
            DrawerIcon = "#a2a5b8",
            TextPrimary = "#e8e9f1",
            TextSecondary = "#a9adc0",
            LinesDefault = "#30333f",
            TableLines = "#2b2e3a",
            Success = "#5fd49a",
            Warning = "#f2b84b",
            Error = "#ff8a80",
            Info = "#7cc4ff",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Letters, FontSize = "0.9rem" },
            H1 = new H1Typography { FontFamily = Letters, FontSize = "1.5rem", FontWeight = "600", LineHeight = "1.3" },
            H2 = new H2Typography { FontFamily = Letters, FontSize = "1.15rem", FontWeight = "600", LineHeight = "1.4" },
            H3 = new H3Typography { FontFamily = Letters, FontSize = "1rem", FontWeight = "600", LineHeight = "1.4" },
            Button = new ButtonTypography { FontFamily = Letters, TextTransform = "none", FontWeight = "600" },
        },
    };

    /// <summary>
    /// Both palettes, the dark one where the system or the switch asks for it. As a file and not as the library's own
    /// provider, which knows the system's choice only after the first paint and would make a dark page flash.
    /// </summary>
    public static async Task<byte[]> SheetAsync(IServiceProvider services)
    {
        var (light, dark) = (await VariablesAsync(services, isDark: false), await VariablesAsync(services, isDark: true));
        return Encoding.UTF8.GetBytes($$"""
            :root { color-scheme: light; {{light}} }
            :root[data-theme="dark"] { color-scheme: dark; {{dark}} }
            @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; {{dark}} } }
            """);
    }

    /// <summary>The library's own translation of the theme into variables.</summary>
    private static async Task<string> VariablesAsync(IServiceProvider services, bool isDark)
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(MudThemeProvider.Theme)] = Value,
            [nameof(MudThemeProvider.IsDarkMode)] = isDark,
            [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
        };
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        var start = html.IndexOf('{', html.IndexOf(":root", StringComparison.Ordinal)) + 1;
        return html[start..html.IndexOf('}', start)].ReplaceLineEndings(" ");
    }
}

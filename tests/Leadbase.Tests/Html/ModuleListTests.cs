using Leadbase.Assets.Html;

namespace Leadbase.Tests.Html;

/// <summary>Modules, editable elements and variables of a template.</summary>
public sealed class ModuleListTests
{
    private const string Template = """
        <html><head>
        <meta class="mktoColor" id="back" mktoName="Background" default="#ffffff">
        <meta class="mktoString" id="label" mktoName="Label" default="Go" mktoModuleScope="true">
        <meta class="mktoNumber" id="size" mktoName="Size" default="12" min="8" max="18" units="px">
        <meta class="mktoBoolean" id="show" mktoName="Show" default="true" true_value="block" false_value="none">
        <meta class="mktoList" id="align" mktoName="Align" default="left" values="left, right">
        </head><body><div class="mktoText" id="above">Hi</div>
        <table class="mktoContainer" id="box">
          <tr class="mktoModule" id="one" mktoName="One"><td class="mktoText" id="text">1 ${label}</td></tr>
          <!-- between -->
          <tr class="mktoModule" id="two" mktoName="Two"><td style="color:${back};size:${size};display:${show}" id="cell"><div class="mktoImg" id="pic"></div> ${label} ${nothing}</td></tr>
          <tr class="mktoModule" id="spare" mktoName="Spare" mktoAddByDefault="false"><td>3</td></tr>
        </table></body></html>
        """;

    private static readonly string Email = ModuleList.WithoutOptional(HtmlOutline.Of(Template));

    [Fact]
    public void A_document_begins_without_the_modules_that_are_not_added_by_default()
    {
        Assert.Equal(["one", "two", "spare"], Ids(Template));
        Assert.Equal(["one", "two"], Ids(Email));
        Assert.Equal(Template.Replace("<tr class=\"mktoModule\" id=\"spare\" mktoName=\"Spare\" mktoAddByDefault=\"false\"><td>3</td></tr>", "", StringComparison.Ordinal), Email);
    }

    [Fact]
    public void Editable_elements_know_their_kind_and_module()
    {
        var editables = Editable.AllOf(HtmlOutline.Of(Email)).Select(e => (e.Id, e.Kind, e.Module?.Id));

        Assert.Equal([("above", EditableKind.Text, null), ("text", EditableKind.Text, "one"), ("pic", EditableKind.Image, "two")], editables);
    }

    [Theory]
    [InlineData(0, "spare,one,two")]
    [InlineData(1, "one,spare,two")]
    [InlineData(2, "one,two,spare")]
    [InlineData(99, "one,two,spare")]
    public void A_module_is_put_in_at_its_position(int index, string order)
    {
        var template = HtmlOutline.Of(Template);
        var (text, _) = ModuleList.Copy(template, template.ById("spare")!, "spare", new HashSet<string>());

        Assert.Equal(order, string.Join(',', Ids(ModuleList.Insert(HtmlOutline.Of(Email), text, index))));
    }

    [Fact]
    public void A_copy_has_ids_of_its_own()
    {
        var outline = HtmlOutline.Of(Email);
        var taken = outline.Elements.Select(e => e.Id).OfType<string>().ToHashSet();

        var (text, oldIds) = ModuleList.Copy(outline, outline.ById("two")!, ModuleList.Free("two", taken), taken);

        Assert.StartsWith("<tr class=\"mktoModule\" id=\"two2\" mktoName=\"Two\"><td style=\"color:${back};size:${size};display:${show}\" id=\"cell2\"><div class=\"mktoImg\" id=\"pic2\">", text, StringComparison.Ordinal);
        Assert.EndsWith("</td></tr>", text, StringComparison.Ordinal);
        Assert.Equal(new Dictionary<string, string> { ["two2"] = "two", ["cell2"] = "cell", ["pic2"] = "pic" }, oldIds);
    }

    [Fact]
    public void Rearranging_moves_modules_and_nothing_between_them()
    {
        var outline = HtmlOutline.Of(Email);

        var moved = ModuleList.Rearrange(outline, [outline.ById("two")!, outline.ById("one")!]);

        Assert.Equal(["two", "one"], Ids(moved));
        Assert.Equal(Email.Length, moved.Length);
        Assert.InRange(moved.IndexOf("<!-- between -->", StringComparison.Ordinal), moved.IndexOf("id=\"two\"", StringComparison.Ordinal), moved.IndexOf("id=\"one\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Deleting_and_renaming_leave_the_rest_as_it_was()
    {
        var outline = HtmlOutline.Of(Email);

        Assert.Equal(["two"], Ids(ModuleList.Delete(outline, outline.ById("one")!)));
        Assert.Equal(Email.Replace("id=\"one\"", "id=\"first\"", StringComparison.Ordinal), ModuleList.Rename(outline, outline.ById("one")!, "first"));
    }

    [Fact]
    public void Variables_have_the_values_of_their_modules()
    {
        var rendered = VariableText.Render(HtmlOutline.Of(Email), (v, module) => v.Id == "label" ? $"<{module}>" : v.Default)!;

        Assert.Contains("1 &lt;one&gt;</td>", rendered, StringComparison.Ordinal);
        Assert.Contains("color:#ffffff;size:12px;display:block", rendered, StringComparison.Ordinal);
        Assert.Contains(" &lt;two&gt; ${nothing}</td>", rendered, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_never_stands_for_another_and_none_grows_without_end()
    {
        Assert.Contains("1 ${back}</td>", VariableText.Render(HtmlOutline.Of(Email), (_, _) => "${back}")!, StringComparison.Ordinal);

        var many = "<meta class=mktoString id=a>" + string.Concat(Enumerable.Repeat("${a}", 10_000));
        Assert.Null(VariableText.Render(HtmlOutline.Of(many), (_, _) => new string('x', 1_000)));
    }

    [Theory]
    [InlineData("back", "#00FFaa", true)]
    [InlineData("back", "#00FFa", false)]
    [InlineData("back", "red;background:url(x)", false)]
    [InlineData("size", "8", true)]
    [InlineData("size", "18.5", false)]
    [InlineData("size", "1e1", false)]
    [InlineData("size", "", false)]
    [InlineData("show", "false", true)]
    [InlineData("show", "block", false)]
    [InlineData("align", "right", true)]
    [InlineData("align", "Right", false)]
    [InlineData("label", "anything <at> all", true)]
    public void A_variable_takes_values_of_its_type(string name, string value, bool isTaken) =>
        Assert.Equal(isTaken, TemplateVariable.AllOf(HtmlOutline.Of(Template)).Single(v => v.Id == name).Accepts(value));

    private static IEnumerable<string> Ids(string html) => ModuleList.Of(HtmlOutline.Of(html)).Select(m => m.Id!);
}

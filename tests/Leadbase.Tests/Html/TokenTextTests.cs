using Leadbase.Assets.Html;

namespace Leadbase.Tests.Html;

/// <summary>Tokens are replaced by values, once, encoded, and never without end.</summary>
public sealed class TokenTextTests
{
    private readonly Values _values = new()
    {
        ["lead.First Name"] = new("Zoë <& \"x\""),
        ["lead.Bio"] = new("<b>bold</b>", IsHtml: true),
        ["lead.Evil"] = new("{{my.Rich}}"),
        ["my.Rich"] = new("<i>{{lead.First Name}}</i>", IsHtml: true, HasTokens: true),
        ["my.Empty"] = new(""),
        ["my.Self"] = new("a{{my.Self}}", HasTokens: true),
        ["my.Ping"] = new("{{my.Pong}}", HasTokens: true),
        ["my.Pong"] = new("{{my.Ping}}", HasTokens: true),
    };

    [Theory]
    [InlineData("Hi {{lead.First Name}}!", "Hi Zoë &lt;&amp; &quot;x&quot;!")]
    [InlineData("{{lead.Bio}}", "<b>bold</b>")]
    [InlineData("{{my.Rich}}{{my.Rich}}", "<i>Zoë &lt;&amp; &quot;x&quot;</i><i>Zoë &lt;&amp; &quot;x&quot;</i>")]
    [InlineData("{{lead.Evil}}", "{{my.Rich}}")]
    [InlineData("{{lead.Nothing}}|{{lead.Nothing:default=you & me}}|{{my.Empty:default=none}}|{{LEAD.First Name:default=x}}", "|you & me|none|Zoë &lt;&amp; &quot;x&quot;")]
    [InlineData("{{trigger.Name}}{{trigger.Name:default=}}", "")]
    [InlineData("{{#each x}} {{other.thing}} {{ lead }} {{lead.}} {lead.Bio} {{lead.Bio} {{{lead.Bio}}}", "{{#each x}} {{other.thing}} {{ lead }} {{lead.}} {lead.Bio} {{lead.Bio} {<b>bold</b>}")]
    public async Task Tokens_are_replaced_in_markup(string text, string expected) => Assert.Equal(expected, await new TokenText(_values).RenderAsync(text, isHtml: true));

    [Fact]
    public async Task Nothing_is_encoded_in_plain_text() => Assert.Equal("Zoë <& \"x\"", await new TokenText(_values).RenderAsync("{{lead.First Name}}", isHtml: false));

    [Theory]
    [InlineData("{{my.Self}}")]
    [InlineData("{{my.Ping}}")]
    public async Task A_token_in_its_own_value_is_refused(string text) => Assert.Null(await new TokenText(_values).RenderAsync(text, isHtml: true));

    [Fact]
    public async Task Values_within_values_end_somewhere()
    {
        for (var i = 0; i <= RenderLimits.MaxDepth + 1; i++) _values[$"my.{i}"] = new($"{{{{my.{i + 1}}}}}", HasTokens: true);
        _values[$"my.{RenderLimits.MaxDepth + 1}"] = new("end");

        Assert.Equal("end", await new TokenText(_values).RenderAsync("{{my.1}}", isHtml: true));
        Assert.Null(await new TokenText(_values).RenderAsync("{{my.0}}", isHtml: true));
    }

    [Fact]
    public async Task A_text_that_multiplies_is_refused()
    {
        for (var i = 0; i < 7; i++) _values[$"my.{i}"] = new(string.Concat(Enumerable.Repeat($"{{{{my.{i + 1}}}}}", 20)), HasTokens: true);
        _values["my.7"] = new(new string('x', 100));
        Assert.Null(await new TokenText(_values).RenderAsync("{{my.0}}", isHtml: true));

        _values["lead.Long"] = new(new string('&', 100_000));
        Assert.Null(await new TokenText(_values).RenderAsync(string.Concat(Enumerable.Repeat("{{lead.Long}}", 100)), isHtml: true));
        Assert.Null(await new TokenText(_values).RenderAsync(string.Concat(Enumerable.Repeat("{{my.Empty}}", RenderLimits.MaxTokens + 1)), isHtml: true));
    }

    [Fact]
    public async Task Each_token_is_asked_for_once()
    {
        await new TokenText(_values).RenderAsync("{{lead.Nothing}}{{lead.Nothing}}{{my.Rich}}{{my.Rich}}", isHtml: true);

        Assert.Equal(3, _values.Asked);
    }

    private sealed class Values : ITokenSource
    {
        private readonly Dictionary<string, TokenValue> _values = [];

        public int Asked { get; private set; }

        public TokenValue this[string token]
        {
            set => _values[token] = value;
        }

        public ValueTask<TokenValue?> FindAsync(Token token)
        {
            Asked++;
            return new(_values.TryGetValue($"{token.Kind}.{token.Name}", out var value) ? value : null);
        }
    }
}

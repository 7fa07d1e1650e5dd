using Leadbase.Assets.Html;

namespace Leadbase.Tests.Html;

/// <summary>The text version of markup.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Content", "Content")]
    [InlineData("<p>One  &amp;\r\n two</p><p>Three</p>", "One & two\nThree")]
    [InlineData("a<br>b<br><br>c", "a\nb\n\nc")]
    [InlineData("Click <a href=\"{{system.unsubscribeLink}}\">here</a> to unsubscribe.", "Click here <{{system.unsubscribeLink}}> to unsubscribe.")]
    [InlineData("<html><head><title>no</title><style>p{}</style><body><script>x()</script>yes<!-- no --></body>", "yes")]
    [InlineData("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3")]
    [InlineData("<ul><li>x<li>y</ul>z", "x\ny\nz")]
    [InlineData("", "")]
    public void Markup_becomes_text(string html, string text) => Assert.Equal(text, PlainText.Of(html));
}

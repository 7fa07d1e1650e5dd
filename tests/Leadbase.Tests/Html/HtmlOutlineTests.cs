using System.Diagnostics;
using CsCheck;
using Leadbase.Assets.Html;

namespace Leadbase.Tests.Html;

/// <summary>Elements are found where they are in the text, and what is changed of it is nothing else.</summary>
public sealed class HtmlOutlineTests
{
    [Theory]
    [InlineData("<div id=x>a<b>c</b></div>", "a<b>c</b>")]
    [InlineData("\uFEFF<!DOCTYPE html>\r\n<p>é😀\r\n<DIV CLASS=\"a>b\"\r\n ID='x' >a &amp; \0b</div >rest", "a &amp; \0b")]
    [InlineData("<script>'<div id=x>no</div>'</script><!-- <div id=x> --><textarea><i id=x></textarea><div id=x>yes</div>", "yes")]
    [InlineData("<table><tr><td id=x>one<td>two</table>", "one")]
    [InlineData("<table><tr><td id=x><table><tr><td>deep</td></tr></table></div>one</td></tr></table>", "<table><tr><td>deep</td></tr></table></div>one")]
    [InlineData("<ul><li id=x>one<ul><li>in</ul><li>two</ul>", "one<ul><li>in</ul>")]
    [InlineData("<p id=x>one<p>two", "one")]
    [InlineData("<div id=x>never closed <b>", "never closed <b>")]
    [InlineData("<div><span id=x>one</div>two</span>", "one")]
    [InlineData("<img id=x>after", "")]
    [InlineData("<div id=x />inside</div>after", "inside")]
    public void The_content_of_an_element_is_found(string html, string content)
    {
        var outline = HtmlOutline.Of(html);

        var element = outline.ById("x");

        Assert.NotNull(element);
        Assert.Equal(content, outline.Inner(element));
        Assert.Contains(content, outline.Outer(element), StringComparison.Ordinal);
        Assert.Equal('<', html[element.Start]);
        Assert.Equal('>', html[element.InnerStart - 1]);
        Assert.True(element.End == element.InnerEnd || html[element.End - 1] == '>');
    }

    [Fact]
    public void Attributes_are_decoded_and_found_in_any_case()
    {
        var element = HtmlOutline.Of("<A Href='?a=1&amp;b=2' class=\"one\ttwo\" HREF=second disabled>").Elements[0];

        Assert.Equal("?a=1&b=2", element["href"]);
        Assert.Equal("", element["disabled"]);
        Assert.Null(element["id"]);
        Assert.True(element.Is("two"));
        Assert.False(element.Is("Two"));
        Assert.False(element.Is("tw"));
    }

    [Theory]
    [InlineData("<div\n class='a'>x</div>", "<div id=\"n&amp;&quot;\"\n class='a'>x</div>")]
    [InlineData("<div class=a ID = 'old' x>x</div>", "<div class=a ID = \"n&amp;&quot;\" x>x</div>")]
    [InlineData("<div data-id='no' id=old>x</div>", "<div data-id='no' id=\"n&amp;&quot;\">x</div>")]
    [InlineData("<div title=\"id='no'\" id>x</div>", "<div id=\"n&amp;&quot;\" title=\"id='no'\" id>x</div>")]
    public void An_attribute_is_changed_or_added_where_it_is(string html, string changed)
    {
        var result = new HtmlEdits(html).SetAttribute(HtmlOutline.Of(html).Elements[0], "id", "n&\"").Apply();

        Assert.Equal(changed, result);
        Assert.Equal("n&\"", HtmlOutline.Of(result).Elements[0].Id);
    }

    [Fact]
    public void Changes_are_made_at_once_and_those_within_others_are_gone()
    {
        var outline = HtmlOutline.Of("<a>1</a><b>2<i>3</i></b><c>4</c>");
        var (a, b, i, c) = (outline.Elements[0], outline.Elements[1], outline.Elements[2], outline.Elements[3]);

        var result = new HtmlEdits(outline.Html).ReplaceInner(i, "III").ReplaceInner(c, "").ReplaceInner(b, "$1").Replace(a.Start, a.End, "").Replace(c.Start, c.Start, "+").Apply();

        Assert.Equal("<b>$1</b>+<c></c>", result);
    }

    [Fact]
    public void Any_text_has_an_outline_whose_places_are_in_it()
    {
        string[] pieces =
        [
            "<div>", "</div>", "<p", ">", "\"", "'", "<td>", "</td>", "<table>", "</table>", "<script>", "</script>", "<!--", "-->", "&amp", "\0", "\r\n", "é", "\uD83D\uDE00",
            "<title>", "<![CDATA[", "<?x", "<a id=x class=mktEditable>", "</", "<svg><title/>", "<plaintext>", "\uD800", "</p x=y>", "<li>", "=", "/",
        ];
        Gen.Int[0, pieces.Length - 1].List[0, 40].Sample(list =>
        {
            var html = string.Concat(list.Select(i => pieces[i]));
            var outline = HtmlOutline.Of(html);
            foreach (var e in outline.Elements)
            {
                if (!(0 <= e.Start && e.Start < e.InnerStart && e.InnerStart <= e.InnerEnd && e.InnerEnd <= e.End && e.End <= html.Length)) return false;
                if (html[e.Start] != '<' || (e.Parent is { } p && (e.Start < p.InnerStart || e.End > p.InnerEnd))) return false;
            }
            _ = PlainText.Of(html);
            return new HtmlEdits(html).Apply() == html;
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("</div>")]
    [InlineData("<td><div></td>")]
    [InlineData("<a b=c ")]
    [InlineData("<p><li>")]
    [InlineData("&")]
    [InlineData("<!--")]
    public void Hostile_texts_cost_no_more_than_their_length(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var watch = Stopwatch.StartNew();

        _ = HtmlOutline.Of(html);
        _ = PlainText.Of(html);

        // Quadratic work would take minutes; this is a bound for that and no measure of speed.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), watch.Elapsed.ToString());
    }
}

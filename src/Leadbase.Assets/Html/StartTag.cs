namespace Leadbase.Assets.Html;

/// <summary>The places of attributes within a start tag, which is known to be one.</summary>
internal static class StartTag
{
    /// <summary>The place of an attribute's value with its quotes; an empty place after the tag's name when it is not there.</summary>
    public static (int Start, int End) ValueOf(string html, HtmlElement element, string attribute)
    {
        var i = element.Start + 1 + element.Name.Length;
        var none = (i, i);
        while (i < element.InnerStart)
        {
            if (IsSpace(html[i]) || html[i] == '/')
            {
                i++;
                continue;
            }
            if (html[i] == '>') break;
            var nameStart = i++;
            while (i < element.InnerStart && html[i] is not ('=' or '>' or '/') && !IsSpace(html[i])) i++;
            var isIt = html.AsSpan(nameStart, i - nameStart).Equals(attribute, StringComparison.OrdinalIgnoreCase);
            var (start, end) = Value(html, i, element.InnerStart);
            // An attribute without value is passed over: of two of one name the first counts, which is the one to be written.
            if (isIt && start < end) return (start, end);
            i = end;
        }
        return none;
    }

    // The value that follows an attribute's name, with its quotes; an empty place where there is none.
    private static (int Start, int End) Value(string html, int i, int limit)
    {
        var after = i;
        while (i < limit && IsSpace(html[i])) i++;
        if (i >= limit || html[i] != '=') return (after, after);
        i++;
        while (i < limit && IsSpace(html[i])) i++;
        var start = i;
        if (i < limit && html[i] is '"' or '\'')
        {
            var close = html.IndexOf(html[i], i + 1);
            return (start, close < 0 || close >= limit ? limit : close + 1);
        }
        while (i < limit && html[i] != '>' && !IsSpace(html[i])) i++;
        return (start, i);
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}

using System.Collections.Immutable;
using System.Text;

namespace Onboarding.Model.Audits.Files;

/// <summary>
/// Reads CSV strictly, as RFC 4180 has it: comma, double quotes doubled inside of quotes, lines that end with CR LF or LF.
/// What breaks the rules is a fault with its place and never a guess, because a shifted field would be a wrong figure.
/// </summary>
internal sealed class CsvText
{
    private const char Quote = '"';
    private const char ByteOrderMark = '\uFEFF';

    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineBegin;

    private CsvText(string text)
    {
        _text = text;
        _at = _lineBegin = text.StartsWith(ByteOrderMark) ? 1 : 0;
    }

    private int Column => _at - _lineBegin + 1;

    /// <summary>The lines of the text, blank ones left out; the fault that reading stopped at, or null.</summary>
    public static (ImmutableArray<ImmutableArray<CsvCell>> Rows, CsvFault? Fault) Read(string text)
    {
        var reader = new CsvText(text);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<CsvCell>>();
        while (reader._at < text.Length)
        {
            (ImmutableArray<CsvCell> row, CsvFault? fault) = reader.Row();
            if (fault is not null)
            {
                return (rows.ToImmutable(), fault);
            }

            if (row is not [{ Text.Length: 0 }])
            {
                rows.Add(row);
            }
        }

        return (rows.ToImmutable(), null);
    }

    private (ImmutableArray<CsvCell> Row, CsvFault? Fault) Row()
    {
        var cells = ImmutableArray.CreateBuilder<CsvCell>();
        while (true)
        {
            (CsvCell cell, CsvFault? fault) = _at < _text.Length && _text[_at] == Quote ? Quoted() : (Bare(), null);
            cells.Add(cell);
            if ((fault ?? AfterCell()) is { } wrong)
            {
                return ([], wrong);
            }

            if (_at == _text.Length || _text[_at] != ',')
            {
                EndLine();
                return (cells.ToImmutable(), null);
            }

            _at++;
        }
    }

    private CsvCell Bare()
    {
        int begin = _at;
        while (_at < _text.Length && _text[_at] is not (',' or Quote or '\r' or '\n'))
        {
            _at++;
        }

        return new CsvCell(_text[begin.._at], _line, begin - _lineBegin + 1);
    }

    private (CsvCell Cell, CsvFault? Fault) Quoted()
    {
        (int line, int column) = (_line, Column);
        var content = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] == Quote)
            {
                _at++;
                if (_at == _text.Length || _text[_at] != Quote)
                {
                    return (new CsvCell(content.ToString(), line, column), null);
                }
            }

            content.Append(_text[_at]);
            if (_text[_at] == '\n')
            {
                _line++;
                _lineBegin = _at + 1;
            }
        }

        return (default, new CsvFault(line, column, "the quoted field is never closed; end it with a double quote"));
    }

    private CsvFault? AfterCell() => _at == _text.Length || _text[_at] is ',' or '\n' || IsLineEnd()
        ? null
        : _text[_at] switch
        {
            Quote => Fault("a double quote inside a field; put the whole field in quotes and double the quote"),
            '\r' => Fault("a carriage return without a line feed; end lines with CR LF or LF"),
            _ => Fault("text after the closing quote of a field; a comma or the end of the line belongs there"),
        };

    private CsvFault Fault(string message) => new(_line, Column, message);

    private bool IsLineEnd() => _text[_at] == '\r' && _at + 1 < _text.Length && _text[_at + 1] == '\n';

    private void EndLine()
    {
        if (_at < _text.Length)
        {
            _at += _text[_at] == '\r' ? 2 : 1;
            _line++;
            _lineBegin = _at;
        }
    }
}

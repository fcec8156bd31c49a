// The stub exchange's ledger: JSON lines in the format of the other simulated exchanges.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

internal sealed class StubLedger : IDisposable
{
    private readonly FileStream file;
    private readonly UTF8Encoding utf8 = new UTF8Encoding(false);

    internal StubLedger(string path, Action<Dictionary<string, string>> line)
    {
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[file.Length];
        int read = 0;
        while (read < bytes.Length)
        {
            int count = file.Read(bytes, read, bytes.Length - read);
            if (count <= 0) break;
            read += count;
        }
        int start = 0, number = 0;
        for (int i = 0; i < read; i++)
        {
            if (bytes[i] != (byte)'\n') continue;
            number++;
            try
            {
                line(Parse(utf8.GetString(bytes, start, i - start)));
            }
            catch (Exception)
            {
                file.Dispose();
                throw new InvalidDataException("Line " + number
                    + " of the exchange's ledger is damaged; restore the file, or move it away to start a new one.");
            }
            start = i + 1;
        }
        // A line that a crash left incomplete was never answered, so it is removed.
        file.SetLength(start);
        file.Position = start;
    }

    internal void Append(string line)
    {
        byte[] bytes = utf8.GetBytes(line + "\n");
        file.Write(bytes, 0, bytes.Length);
        file.Flush();
    }

    public void Dispose()
    {
        file.Dispose();
    }

    internal static string Text(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            if (c == '"' || c == '\\') text.Append('\\').Append(c);
            else if (c < ' ') text.AppendFormat(CultureInfo.InvariantCulture, "\\u{0:x4}", (int)c);
            else text.Append(c);
        }
        return text.Append('"').ToString();
    }

    /// Parses a flat JSON object of strings, numbers and booleans; returns all values as strings.
    private static Dictionary<string, string> Parse(string json)
    {
        var fields = new Dictionary<string, string>();
        int i = 0;
        Expect(json, ref i, '{');
        while (true)
        {
            string name = Value(json, ref i);
            Expect(json, ref i, ':');
            fields[name] = Value(json, ref i);
            if (json[i] == '}') return fields;
            Expect(json, ref i, ',');
        }
    }

    private static void Expect(string json, ref int i, char c)
    {
        if (json[i++] != c) throw new FormatException();
    }

    private static string Value(string json, ref int i)
    {
        var value = new StringBuilder();
        if (json[i] != '"')
        {
            while (json[i] != ',' && json[i] != '}') value.Append(json[i++]);
            return value.ToString();
        }
        for (i++; json[i] != '"'; i++)
        {
            if (json[i] != '\\')
            {
                value.Append(json[i]);
                continue;
            }
            i++;
            if (json[i] == 'u')
            {
                value.Append((char)int.Parse(json.Substring(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                value.Append(json[i] == 'n' ? '\n' : json[i] == 't' ? '\t' : json[i] == 'r' ? '\r' : json[i]);
            }
        }
        i++;
        return value.ToString();
    }
}

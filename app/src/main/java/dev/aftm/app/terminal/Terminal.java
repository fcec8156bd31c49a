package dev.aftm.app.terminal;

import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.io.Console;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints text and JSON; text is escaped first, because it may contain external data. */
public final class Terminal {

    /** A status must fit into one line of the terminal, because a longer one could not be erased. */
    private static final int WIDTH = width();

    private final PrintStream out;
    private String status = "";

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** Returns a terminal on standard output. */
    public static Terminal standard() {
        return new Terminal(System.out);
    }

    /** Returns a terminal on standard error, for text that must not mix with a document on standard output. */
    public static Terminal errors() {
        return new Terminal(System.err);
    }

    /** Returns whether the output goes to a person, not to a pipe or a file. */
    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on it is never null; isTerminal is then used.
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException onOlderJava) {
            return true;
        }
    }

    /** Replaces control characters, which could move the cursor or forge a line, by question marks. */
    public static String escape(String text) {
        return text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Formats a number for people, such as 95,414. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Formats an amount for people, such as 12,400 or 0.5. */
    public static String number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int decimals = Math.max(0, stripped.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", stripped);
    }

    /** Prints one line. */
    public synchronized void line(String text) {
        String shown = status;
        status("");
        out.println(escape(text));
        out.flush();
        status(shown);
    }

    /** Shows a status line below all others until the next call; empty text removes it. Use it only if interactive. */
    public synchronized void status(String text) {
        String escaped = escape(text);
        if (escaped.isEmpty() && status.isEmpty()) {
            return;
        }
        String shown = escaped.length() > WIDTH ? escaped.substring(0, WIDTH - 1) + "…" : escaped;
        out.print("\r" + shown + " ".repeat(Math.max(0, status.length() - shown.length()))
                + (shown.isEmpty() ? "\r" : ""));
        out.flush();
        status = shown;
    }

    /** Prints text as it is; it may contain line breaks, but no external data. */
    public synchronized void text(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a table with headings. */
    public void table(List<String> heading, List<List<String>> rows) {
        int[] widths = IntStream.range(0, heading.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .reduce(heading.get(column).length(), Math::max))
                .toArray();
        row(heading, widths);
        rows.forEach(row -> row(row, widths));
    }

    private static int width() {
        try {
            return Math.max(20, Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "80")) - 1);
        } catch (NumberFormatException notANumber) {
            return 79;
        }
    }

    private void row(List<String> cells, int[] widths) {
        line(IntStream.range(0, cells.size())
                .mapToObj(column -> pad(cells.get(column), widths[column]))
                .collect(Collectors.joining("  "))
                .stripTrailing());
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Prints a failed query: as text on standard error, or as a JSON document on standard output. */
    public static void failure(DllGatewayException failure, boolean json) {
        if (json) {
            standard().json(new Failure(failure.code().name(), ExitCodes.sentence(failure)));
        } else {
            errors().line(ExitCodes.sentence(failure));
        }
    }

    private record Failure(String errorCode, String errorMessage) {}

    /** Prints a JSON document on one line. */
    public synchronized void json(Object document) {
        out.println(JsonDocuments.write(document));
        out.flush();
    }
}

package dev.aftm.app.terminal;

import dev.aftm.interactor.gateway.error.DllGatewayException;
import java.io.Console;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints for people: everything that came from outside is escaped first. */
public final class Terminal {

    /** A status that were longer than a line could not be taken back; few terminals are narrower than this. */
    private static final int WIDTH = width();

    private final PrintStream out;
    private String status = "";

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** The terminal or pipe on standard output. */
    public static Terminal standard() {
        return new Terminal(System.out);
    }

    /** Standard error, for what must not stand in a document on standard output. */
    public static Terminal errors() {
        return new Terminal(System.err);
    }

    /** Whether a person watches, rather than a pipe or a file. */
    @SuppressWarnings("SystemConsoleNull") // From JDK 22 on there always is a console; then it is asked.
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Control characters could move the cursor or forge a line; they become question marks. */
    public static String escape(String text) {
        return text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A number as people read it: 95,414. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** An amount as people read it: 12,400 or 0.5. */
    public static String number(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int decimals = Math.max(0, stripped.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", stripped);
    }

    /** One line. */
    public synchronized void line(String text) {
        String shown = status;
        status("");
        out.println(escape(text));
        out.flush();
        status(shown);
    }

    /** One line that the next one replaces, below all others; an empty one takes it away. Only where a person watches. */
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

    /** Text that holds lines of its own and nothing from outside, as it is. */
    public synchronized void text(String text) {
        out.print(text);
        out.flush();
    }

    /** A table with a heading; numbers are given as texts already. */
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
        } catch (NumberFormatException e) {
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

    /** A query that failed, on standard error for people, or as a document on standard output for scripts. */
    public static void failure(DllGatewayException failure, boolean json) {
        if (json) {
            standard().json(new Failure(failure.code().name(), ExitCodes.sentence(failure)));
        } else {
            errors().line(ExitCodes.sentence(failure));
        }
    }

    private record Failure(String errorCode, String errorMessage) {}

    /** One JSON document, as it is. */
    public synchronized void json(Object document) {
        out.println(JsonDocuments.write(document));
        out.flush();
    }
}

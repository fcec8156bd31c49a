package dev.aftm.app.terminal;

import dev.aftm.interactor.gateway.DllGatewayException;
import java.io.Console;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints for people: everything that came from outside is escaped first. */
public final class Terminal {

    private final PrintStream out;

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** The terminal or pipe on standard output. */
    public static Terminal standard() {
        return new Terminal(System.out);
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
    public void line(String text) {
        out.println(escape(text));
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
            standard().json(new Failure(failure.code().name(), Failures.sentence(failure)));
        } else {
            new Terminal(System.err).line(Failures.sentence(failure));
        }
    }

    private record Failure(String errorCode, String errorMessage) {}

    /** One JSON document, as it is. */
    public void json(Object document) {
        out.println(Documents.write(document));
        out.flush();
    }
}

package dev.aftm.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws latencies as SVG: one row per peer and one mark per percentile, on a logarithmic scale. */
final class Plot {

    private static final int LEFT = 230;
    private static final int WIDTH = 640;
    private static final int ROW = 26;
    private static final double LOWEST = 10;
    private static final double HIGHEST = 100_000;
    private static final String[] COLOURS = {"#1b7837", "#e08214", "#b2182b"};
    private static final String[] NAMES = {"p50", "p99", "p99.9"};

    private final List<String> rows = new ArrayList<>();

    /** Adds a row; the values are p50, p99 and p99.9 in µs. */
    void row(String name, double... micros) {
        int y = 40 + rows.size() * ROW;
        StringBuilder row =
                new StringBuilder(String.format(Locale.ROOT, "<text x=\"8\" y=\"%d\">%s</text>", y + 5, name));
        for (int i = 0; i < micros.length; i++) {
            row.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%d\" r=\"6\" fill=\"%s\"><title>%s %.0f µs</title></circle>",
                    x(micros[i]),
                    y,
                    COLOURS[i],
                    NAMES[i],
                    micros[i]));
        }
        rows.add(row.toString());
    }

    private static double x(double micros) {
        double inside = Math.max(LOWEST, Math.min(HIGHEST, micros));
        return LEFT + (WIDTH - LEFT - 20) * Math.log(inside / LOWEST) / Math.log(HIGHEST / LOWEST);
    }

    void write(Path file) throws IOException {
        int height = 60 + rows.size() * ROW;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                height));
        for (double tick = LOWEST; tick <= HIGHEST; tick *= 10) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" y1=\"24\" x2=\"%1$.1f\" y2=\"%2$d\" stroke=\"#ccc\"/>"
                            + "<text x=\"%1$.1f\" y=\"%3$d\" text-anchor=\"middle\">%4$,.0f µs</text>%n",
                    x(tick),
                    height - 24,
                    height - 8,
                    tick));
        }
        for (int i = 0; i < NAMES.length; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%1$d\" cy=\"12\" r=\"6\" fill=\"%2$s\"/><text x=\"%3$d\" y=\"16\">%4$s</text>%n",
                    LEFT + i * 70,
                    COLOURS[i],
                    LEFT + i * 70 + 10,
                    NAMES[i]));
        }
        rows.forEach(row -> svg.append(row).append('\n'));
        Files.writeString(file, svg.append("</svg>\n"));
    }
}

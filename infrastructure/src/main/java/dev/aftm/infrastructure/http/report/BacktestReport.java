package dev.aftm.infrastructure.http.report;

import dev.aftm.domain.market.Tick;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.strategy.SignalReason;
import dev.aftm.domain.strategy.TradingSignal;
import dev.aftm.infrastructure.http.page.PageFiles;
import dev.aftm.infrastructure.http.page.PageJson;
import dev.aftm.infrastructure.http.page.TimeSeries;
import dev.aftm.interactor.gateway.account.PositionInfo;
import dev.aftm.interactor.port.market.Tape;
import dev.aftm.interactor.position.TradeBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the result of a backtest as one self-contained HTML file: prices with the trades, P&amp;L, drawdown, and tables. It
 * takes its samples between ticks while the backtest runs. Used by one thread.
 */
public final class BacktestReport {

    private final TradeBook fills;
    private final TimeSeries prices =
            new TimeSeries(TimeSeries.Keep.LOWEST, TimeSeries.Keep.HIGHEST, TimeSeries.Keep.LAST);
    private final TimeSeries profits = new TimeSeries(TimeSeries.Keep.LAST, TimeSeries.Keep.LAST);
    private final TimeSeries drawdowns = new TimeSeries(TimeSeries.Keep.HIGHEST);
    private BigDecimal peak = BigDecimal.ZERO;
    private BigDecimal deepest = BigDecimal.ZERO;
    private @Nullable Tick last;
    private long ticks;

    /** @param fills the backtest's fills */
    public BacktestReport(TradeBook fills) {
        this.fills = fills;
    }

    /** The data that the page reads. */
    private record Document(
            String title,
            long ticks,
            BigDecimal realized,
            BigDecimal total,
            BigDecimal drawdown,
            List<TimeSeries.Point> prices,
            List<TimeSeries.Point> profits,
            List<TimeSeries.Point> drawdowns,
            List<Signal> signals,
            List<Trade> trades,
            List<Open> positions) {}

    private record Signal(
            String id,
            long condition,
            boolean entry,
            String reason,
            String side,
            int quantity,
            long time,
            BigDecimal price) {}

    private record Trade(long time, String side, String itemCode, int quantity, BigDecimal price, String order) {}

    private record Open(String itemCode, long quantity, BigDecimal averagePrice, BigDecimal unrealizedPnl) {}

    /** Wraps a tape so that a sample is taken after each tick, once all its effects have happened. */
    public Tape following(Tape tape) {
        return new Tape() {
            @Override
            public @Nullable Tick next() {
                sample();
                Tick next = tape.next();
                last = next == null ? last : next;
                ticks += next == null ? 0 : 1;
                return next;
            }

            @Override
            public void close() {
                tape.close();
            }
        };
    }

    private void sample() {
        Tick tick = last;
        if (tick == null) {
            return;
        }
        long time = tick.time().toEpochMilli();
        prices.add(time, tick.price(), tick.price(), tick.price());
        BigDecimal realized = fills.positions().realizedPnl();
        BigDecimal total = total(realized);
        profits.add(time, realized, total);
        peak = peak.max(total);
        BigDecimal drawdown = peak.subtract(total);
        deepest = deepest.max(drawdown);
        drawdowns.add(time, drawdown);
    }

    private BigDecimal total(BigDecimal realized) {
        return fills.openPositions().stream().map(PositionInfo::unrealizedPnl).reduce(realized, BigDecimal::add);
    }

    /**
     * Writes the report; replaces an earlier one atomically.
     *
     * @param title describes what was replayed
     * @param signals the signals in order of time
     * @throws IOException the file cannot be written
     */
    public void write(Path file, String title, List<TradingSignal> signals) throws IOException {
        BigDecimal realized = fills.positions().realizedPnl();
        Document document = new Document(
                title,
                ticks,
                realized,
                total(realized),
                deepest,
                prices.points(),
                profits.points(),
                drawdowns.points(),
                signals.stream().map(BacktestReport::signal).toList(),
                fills.fills().stream().map(BacktestReport::trade).toList(),
                fills.openPositions().stream()
                        .map(one -> new Open(one.itemCode(), one.quantity(), one.averagePrice(), one.unrealizedPnl()))
                        .toList());
        // Data in a script element must not contain "</script>".
        String data = PageJson.write(document).replace("<", "\\u003c");
        String page = PageFiles.text("report.html")
                .replace("/*page.css*/", PageFiles.text("page.css"))
                .replace("/*chart.js*/", PageFiles.text("chart.js"))
                .replace("/*report.js*/", PageFiles.text("report.js"))
                .replace("\"data\"", data);
        Path made = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(made, page);
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // What is left of a report that could not be written is of no use.
            Files.deleteIfExists(made);
        }
    }

    private static Signal signal(TradingSignal signal) {
        return new Signal(
                signal.id(),
                signal.conditionId(),
                signal.reason() == SignalReason.ENTRY,
                lower(signal.reason()).replace('_', ' '),
                lower(signal.side()),
                signal.quantity(),
                signal.time().toEpochMilli(),
                signal.price());
    }

    private static Trade trade(Fill fill) {
        return new Trade(
                fill.time().toEpochMilli(),
                lower(fill.side()),
                fill.itemCode(),
                fill.quantity(),
                fill.price(),
                fill.orderSerial());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.strategy.Condition;
import dev.aftm.domain.strategy.ConditionPlan;
import dev.aftm.domain.strategy.ConditionState;
import dev.aftm.infrastructure.monitor.ProcessReport;
import dev.aftm.infrastructure.monitor.ProcessReportSink;
import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** {@code report_process}: a strategy or order executor process reports its state. */
public final class ReportProcessHandler implements OperationHandler {

    public static final String OPERATION = "report_process";

    private final ProcessReportSink reports;

    public ReportProcessHandler(ProcessReportSink reports) {
        this.reports = reports;
    }

    /** The operation's parameters; {@code started} in milliseconds since 1970. */
    public record Parameters(
            String process, long pid, long started, Map<String, Long> figures, List<ConditionWire> conditions) {

        public static Parameters of(ProcessReport report) {
            Map<String, Long> figures = new TreeMap<>();
            report.figures().forEach((figure, value) -> figures.put(lower(figure), value));
            return new Parameters(
                    lower(report.process()),
                    report.pid(),
                    report.startedAt().toEpochMilli(),
                    figures,
                    report.conditions().stream().map(ConditionWire::of).toList());
        }

        ProcessReport report() {
            Map<ProcessReport.Figure, Long> known = new EnumMap<>(ProcessReport.Figure.class);
            for (ProcessReport.Figure figure : ProcessReport.Figure.values()) {
                Long value = figures == null ? null : figures.get(lower(figure));
                if (value != null && value >= 0) {
                    known.put(figure, value);
                }
            }
            return new ProcessReport(
                    ProcessReport.Name.valueOf(process.toUpperCase(Locale.ROOT)),
                    pid,
                    Instant.ofEpochMilli(started),
                    known,
                    conditions == null
                            ? List.of()
                            : conditions.stream().map(ConditionWire::condition).toList());
        }
    }

    /** A condition, reduced to what the status page shows. */
    record ConditionWire(
            long id,
            String action,
            BigDecimal triggerPrice,
            int quantity,
            BigDecimal turningPoint,
            BigDecimal takeProfitPoint,
            BigDecimal stopLossPoint,
            boolean following,
            @Nullable String itemCode,
            String state) {

        static ConditionWire of(Condition condition) {
            ConditionPlan plan = condition.plan();
            return new ConditionWire(
                    condition.id(),
                    lower(plan.action()),
                    plan.triggerPrice(),
                    plan.quantity(),
                    plan.turningPoint(),
                    plan.takeProfitPoint(),
                    plan.stopLossPoint(),
                    plan.following(),
                    plan.itemCode(),
                    lower(condition.state()));
        }

        Condition condition() {
            return new Condition(
                    id,
                    new ConditionPlan(
                            Side.valueOf(action.toUpperCase(Locale.ROOT)),
                            triggerPrice,
                            quantity,
                            turningPoint,
                            takeProfitPoint,
                            stopLossPoint,
                            following,
                            itemCode),
                    ConditionState.valueOf(state.toUpperCase(Locale.ROOT)));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        try {
            reports.report(Json.MAPPER
                    .treeToValue(request.parameters().object(), Parameters.class)
                    .report());
        } catch (JacksonException
                | IllegalArgumentException
                | NullPointerException
                | ArithmeticException
                | DateTimeException e) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST,
                    "A report must contain process (strategy or order_executor), pid, started, figures and, for a"
                            + " strategy, at most " + ProcessReport.MOST_CONDITIONS + " conditions.");
        }
        reply.accept(WireReply.done(Map.of()));
    }
}

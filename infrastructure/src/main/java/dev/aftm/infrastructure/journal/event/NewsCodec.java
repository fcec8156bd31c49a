package dev.aftm.infrastructure.journal.event;

import dev.aftm.domain.order.OrderNews;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Encodes the exchange's reports as journal events: the kind says what was reported, the detail is a JSON object. */
public final class NewsCodec {

    private static final String ACCEPTED = "report_accepted";
    private static final String REJECTED = "report_refused";
    private static final String NOT_SENT = "report_not_sent";
    private static final String DOUBTED = "report_doubted";
    private static final String REPORTED = "report";
    private static final String TRADED = "fill";
    private static final String DAY_ENDED = "day_ended";

    private NewsCodec() {}

    private record Detail(
            @Nullable String orderSerial,
            @Nullable String code,
            @Nullable String text,
            @Nullable BigDecimal price,
            @Nullable Integer filled,
            @Nullable Integer cancelled,
            @Nullable String tradingDay,
            @Nullable String number,
            @Nullable Integer quantity,
            @Nullable String time) {

        private static Detail of(@Nullable String orderSerial, @Nullable String code, @Nullable String text) {
            return new Detail(orderSerial, code, text, null, null, null, null, null, null, null);
        }
    }

    public static String kindOf(OrderNews news) {
        if (news instanceof OrderNews.Accepted) {
            return ACCEPTED;
        }
        if (news instanceof OrderNews.Rejected) {
            return REJECTED;
        }
        if (news instanceof OrderNews.NotSent) {
            return NOT_SENT;
        }
        if (news instanceof OrderNews.Doubted) {
            return DOUBTED;
        }
        if (news instanceof OrderNews.Reported) {
            return REPORTED;
        }
        return news instanceof OrderNews.Traded ? TRADED : DAY_ENDED;
    }

    public static boolean isNews(String kind) {
        return switch (kind) {
            case ACCEPTED, REJECTED, NOT_SENT, DOUBTED, REPORTED, TRADED, DAY_ENDED -> true;
            default -> false;
        };
    }

    public static String write(OrderNews news) {
        Detail detail = Detail.of(null, null, null);
        if (news instanceof OrderNews.Accepted accepted) {
            detail = Detail.of(accepted.orderSerial(), null, null);
        } else if (news instanceof OrderNews.Rejected rejected) {
            detail = Detail.of(null, rejected.code(), rejected.text());
        } else if (news instanceof OrderNews.Reported report) {
            detail = new Detail(
                    report.orderSerial(),
                    null,
                    null,
                    report.price(),
                    report.filled(),
                    report.cancelled(),
                    null,
                    null,
                    null,
                    report.time().toString());
        } else if (news instanceof OrderNews.Traded trade) {
            detail = new Detail(
                    null,
                    null,
                    null,
                    trade.price(),
                    null,
                    null,
                    trade.tradingDay().toString(),
                    trade.number(),
                    trade.quantity(),
                    trade.time().toString());
        }
        return StateCodec.MAPPER.writeValueAsString(detail);
    }

    /**
     * Decodes a report.
     *
     * @throws IllegalArgumentException the event is not a report, or cannot be read
     */
    public static OrderNews read(Event event) {
        try {
            Detail detail = StateCodec.MAPPER.readValue(event.detail(), Detail.class);
            return switch (event.kind()) {
                case ACCEPTED -> new OrderNews.Accepted(StateCodec.required(detail.orderSerial));
                case REJECTED ->
                    new OrderNews.Rejected(StateCodec.required(detail.code), StateCodec.required(detail.text));
                case NOT_SENT -> new OrderNews.NotSent();
                case DOUBTED -> new OrderNews.Doubted();
                case DAY_ENDED -> new OrderNews.DayEnded();
                case REPORTED ->
                    new OrderNews.Reported(
                            StateCodec.required(detail.orderSerial),
                            StateCodec.required(detail.price),
                            StateCodec.required(detail.filled),
                            StateCodec.required(detail.cancelled),
                            Instant.parse(StateCodec.required(detail.time)));
                case TRADED ->
                    new OrderNews.Traded(
                            LocalDate.parse(StateCodec.required(detail.tradingDay)),
                            StateCodec.required(detail.number),
                            StateCodec.required(detail.quantity),
                            StateCodec.required(detail.price),
                            Instant.parse(StateCodec.required(detail.time)));
                default -> throw new IllegalArgumentException("This kind of report does not exist.");
            };
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A report cannot be read.", e);
        }
    }
}

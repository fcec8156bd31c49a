package dev.aftm.interactor.gateway.order;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * An order and how far it is.
 *
 * @param sequence the number of its last change among all changes of the account's orders: 1, 2, 3, … since the gateway's
 *     start; 0 where the order is of an earlier day, or over for long
 * @param account whom it trades for
 * @param requestId its id; one of the gateway's own, beginning with {@code ~}, where it came without
 * @param tag our mark, which the exchange's note carries
 * @param order what was sent
 * @param status how far it is
 * @param orderSerial the exchange's number, unique within the trading day; empty while it is not known
 * @param price as last agreed, in points
 * @param filled contracts that have traded
 * @param cancelled contracts that never will
 * @param averagePrice of the trades that are known, in points; 0 where there is none
 * @param code the exchange's code where it refused; else empty
 * @param text why it was refused, or why nobody knows; else empty
 * @param tradingDay on which it was sent
 * @param intendedAt when it was about to be sent, by the wall clock
 */
public record OrderInfo(
        long sequence,
        String account,
        String requestId,
        String tag,
        NewOrder order,
        Status status,
        String orderSerial,
        BigDecimal price,
        int filled,
        int cancelled,
        BigDecimal averagePrice,
        String code,
        String text,
        LocalDate tradingDay,
        Instant intendedAt) {

    /** How far an order is. */
    public enum Status {
        /** On its way; nobody has said anything of it yet. */
        SUBMITTED("submitted"),
        /** It certainly never reached the exchange. */
        NOT_SENT("not_sent"),
        /** Nobody can say whether the exchange has it. */
        UNKNOWN("unknown"),
        /** The exchange has not taken it. */
        REJECTED("refused"),
        /** The exchange has it, and some of it may still trade. */
        WORKING("working"),
        /** All of it has traded. */
        FILLED("filled"),
        /** What has not traded never will. */
        CANCELLED("cancelled");

        private final String code;

        Status(String code) {
            this.code = code;
        }

        /** Its word in messages and documents, which stays when the constant is renamed. */
        public String code() {
            return code;
        }

        /** The status that a word stands for, in upper or lower case; empty where it stands for none. */
        public static Optional<Status> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(status -> status.code.equalsIgnoreCase(code))
                    .findFirst();
        }

        /** Whether nothing more can become of it. */
        public boolean isFinal() {
            return this == REJECTED || this == FILLED || this == CANCELLED;
        }
    }

    /** The same, of which nobody knows what became. */
    public OrderInfo inDoubt(String why) {
        return new OrderInfo(
                sequence,
                account,
                requestId,
                tag,
                order,
                Status.UNKNOWN,
                orderSerial,
                price,
                filled,
                cancelled,
                averagePrice,
                code,
                why,
                tradingDay,
                intendedAt);
    }

    /** Which way it trades. */
    public Side side() {
        return order.side();
    }
}

package dev.aftm.app.torture;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.OpenClose;
import dev.aftm.domain.order.OrderIntent;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.port.OrderEntry.Answer;
import dev.aftm.interactor.port.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.OrderLookup.Findings;
import dev.aftm.interactor.port.OrderLookup.KnownOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What goes between the gateway under torture and its exchange: arrays of texts. */
final class Wire {

    private Wire() {}

    static String[] order(TaggedOrder tagged) {
        OrderIntent order = tagged.order();
        return new String[] {
            "send",
            tagged.tag(),
            tagged.account(),
            order.itemCode(),
            order.side().name(),
            order.type().name(),
            order.price().toPlainString(),
            String.valueOf(order.quantity()),
            order.openClose().name(),
            String.valueOf(order.dayTrade()),
            order.timeInForce().name(),
            order.note()
        };
    }

    static TaggedOrder order(String[] from) {
        OrderIntent order = new OrderIntent(
                from[3],
                Side.valueOf(from[4]),
                OrderType.valueOf(from[5]),
                new BigDecimal(from[6]),
                Integer.parseInt(from[7]),
                OpenClose.valueOf(from[8]),
                Boolean.parseBoolean(from[9]),
                TimeInForce.valueOf(from[10]),
                from[11]);
        return new TaggedOrder(from[1], from[2], order);
    }

    static String[] answer(Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return new String[] {"accepted", accepted.orderSerial()};
        }
        if (answer instanceof Answer.Refused refused) {
            return new String[] {"refused", refused.code(), refused.text()};
        }
        return new String[] {"not sent"};
    }

    static Answer answer(String[] from) {
        return switch (from[0]) {
            case "accepted" -> new Answer.Accepted(from[1]);
            case "refused" -> new Answer.Refused(from[1], from[2]);
            default -> new Answer.NotSent("The exchange did not take it.");
        };
    }

    static String[] findings(Findings findings) {
        List<String> words = new ArrayList<>();
        words.add(String.valueOf(findings.complete()));
        words.add(findings.coversFrom().toString());
        for (KnownOrder order : findings.orders()) {
            String[] answer = answer(order.answer());
            words.addAll(List.of(
                    order.tag(),
                    order.account(),
                    order.itemCode(),
                    order.side().name(),
                    String.valueOf(order.quantity()),
                    answer[0],
                    answer.length > 1 ? answer[1] : "",
                    answer.length > 2 ? answer[2] : ""));
        }
        return words.toArray(new String[0]);
    }

    static Findings findings(String[] from) {
        List<KnownOrder> orders = new ArrayList<>();
        for (int i = 2; i < from.length; i += 8) {
            orders.add(new KnownOrder(
                    from[i],
                    from[i + 1],
                    from[i + 2],
                    Side.valueOf(from[i + 3]),
                    Integer.parseInt(from[i + 4]),
                    answer(new String[] {from[i + 5], from[i + 6], from[i + 7]})));
        }
        return new Findings(orders, Boolean.parseBoolean(from[0]), LocalDate.parse(from[1]));
    }
}

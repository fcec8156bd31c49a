package dev.aftm.app.torture;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.order.NewOrder;
import dev.aftm.domain.order.OrderType;
import dev.aftm.domain.order.PositionEffect;
import dev.aftm.domain.order.TimeInForce;
import dev.aftm.interactor.port.exchange.OrderEntry.OrderAck;
import dev.aftm.interactor.port.exchange.OrderEntry.TaggedOrder;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderMassStatus;
import dev.aftm.interactor.port.exchange.OrderStatusQuery.OrderStatusReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The messages between the gateway under torture and its exchange: arrays of strings. */
final class Wire {

    private Wire() {}

    static String[] order(TaggedOrder tagged) {
        NewOrder order = tagged.order();
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
        NewOrder order = new NewOrder(
                from[3],
                Side.valueOf(from[4]),
                OrderType.valueOf(from[5]),
                new BigDecimal(from[6]),
                Integer.parseInt(from[7]),
                PositionEffect.valueOf(from[8]),
                Boolean.parseBoolean(from[9]),
                TimeInForce.valueOf(from[10]),
                from[11]);
        return new TaggedOrder(from[1], from[2], order);
    }

    static String[] answer(OrderAck answer) {
        if (answer instanceof OrderAck.Accepted accepted) {
            return new String[] {"accepted", accepted.orderSerial()};
        }
        if (answer instanceof OrderAck.Rejected refused) {
            return new String[] {"refused", refused.code(), refused.text()};
        }
        return new String[] {"not sent"};
    }

    static OrderAck answer(String[] from) {
        return switch (from[0]) {
            case "accepted" -> new OrderAck.Accepted(from[1]);
            case "refused" -> new OrderAck.Rejected(from[1], from[2]);
            default -> new OrderAck.NotSent("The exchange did not take it.");
        };
    }

    static String[] findings(OrderMassStatus findings) {
        List<String> words = new ArrayList<>();
        words.add(String.valueOf(findings.complete()));
        words.add(findings.coversFrom().toString());
        for (OrderStatusReport order : findings.orders()) {
            String[] answer = answer(order.answer());
            words.addAll(List.of(
                    order.tag(),
                    order.account(),
                    order.itemCode(),
                    order.side().name(),
                    order.price().toPlainString(),
                    String.valueOf(order.quantity()),
                    answer[0],
                    answer.length > 1 ? answer[1] : "",
                    answer.length > 2 ? answer[2] : ""));
        }
        return words.toArray(new String[0]);
    }

    static OrderMassStatus findings(String[] from) {
        List<OrderStatusReport> orders = new ArrayList<>();
        for (int i = 2; i < from.length; i += 9) {
            orders.add(new OrderStatusReport(
                    from[i],
                    from[i + 1],
                    from[i + 2],
                    Side.valueOf(from[i + 3]),
                    new BigDecimal(from[i + 4]),
                    Integer.parseInt(from[i + 5]),
                    answer(new String[] {from[i + 6], from[i + 7], from[i + 8]})));
        }
        return new OrderMassStatus(orders, Boolean.parseBoolean(from[0]), LocalDate.parse(from[1]));
    }
}

package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.domain.order.OrderStatus;
import dev.aftm.infrastructure.zeromq.codec.OrderInfoWire;
import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.order.OrderPage;
import dev.aftm.interactor.intake.GatewayService;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code get_orders}: an account's orders of the trading day, all of them or those changed since a sequence number. */
public final class GetOrdersHandler implements OperationHandler {

    public static final String OPERATION = "get_orders";

    private static final Map<String, OrderStatus> STATES = Arrays.stream(OrderStatus.values())
            .collect(Collectors.toUnmodifiableMap(OrderStatus::code, state -> state));

    private static final String ALLOWED = STATES.keySet().stream().sorted().collect(Collectors.joining(", "));

    private final GatewayService service;

    public GetOrdersHandler(GatewayService service) {
        this.service = service;
    }

    /** The operation's parameters; only orders changed after sequence number {@code since} are returned. */
    public record Parameters(String account, @Nullable String state, long since) {}

    public record Data(String feed, long sequence, boolean more, long forgotten, List<OrderInfoWire> orders) {

        public Data {
            Objects.requireNonNull(feed, "feed");
            Objects.requireNonNull(orders, "orders");
        }

        private static Data of(OrderPage page) {
            return new Data(
                    page.feedId(),
                    page.sequence(),
                    page.more(),
                    page.forgotten(),
                    page.orders().stream().map(OrderInfoWire::of).toList());
        }

        /**
         * Converts the message to the page that it describes.
         *
         * @throws IllegalArgumentException a field does not hold a valid value
         */
        public OrderPage page() {
            return new OrderPage(
                    feed,
                    sequence,
                    more,
                    forgotten,
                    orders.stream().map(OrderInfoWire::info).toList());
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        WireFields fields = request.parameters();
        String account = fields.account();
        OrderStatus state = fields.has("state") ? fields.oneOf("state", STATES, ALLOWED) : null;
        long since = fields.optionalNumber("since");
        try {
            reply.accept(WireReply.done(Data.of(service.orders(account, since, state))));
        } catch (DllGatewayException e) {
            reply.accept(WireReply.failed(e.code(), String.valueOf(e.getMessage())));
        }
    }
}

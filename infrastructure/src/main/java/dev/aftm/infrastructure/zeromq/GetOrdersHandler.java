package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.OrderInfo;
import dev.aftm.interactor.gateway.OrderPage;
import dev.aftm.interactor.usecase.GatewayService;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code get_orders}: an account's orders of the trading day, all or those that have changed since. */
final class GetOrdersHandler implements OperationHandler {

    static final String OPERATION = "get_orders";

    private static final Map<String, OrderInfo.Status> STATES = Arrays.stream(OrderInfo.Status.values())
            .collect(Collectors.toUnmodifiableMap(state -> state.name().toLowerCase(Locale.ROOT), state -> state));

    private static final String ALLOWED = STATES.keySet().stream().sorted().collect(Collectors.joining(", "));

    private final GatewayService service;

    GetOrdersHandler(GatewayService service) {
        this.service = service;
    }

    /** What is asked for. */
    record Parameters(String account, @Nullable String state, long since) {}

    record Data(String feed, long sequence, boolean more, long forgotten, List<OrderInfoWire> orders) {

        Data {
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

        /** @throws IllegalArgumentException it is none */
        OrderPage page() {
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
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        WireFields fields = request.parameters();
        String account = fields.account();
        OrderInfo.Status state = fields.has("state") ? fields.oneOf("state", STATES, ALLOWED) : null;
        long since = fields.optionalNumber("since");
        try {
            reply.accept(WireReply.done(Data.of(service.orders(account, since, state))));
        } catch (DllGatewayException e) {
            reply.accept(WireReply.failed(e.code(), String.valueOf(e.getMessage())));
        }
    }
}

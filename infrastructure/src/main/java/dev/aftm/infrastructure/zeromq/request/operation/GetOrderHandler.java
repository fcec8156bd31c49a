package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.infrastructure.zeromq.codec.OrderInfoWire;
import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.DllGatewayException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.gateway.order.OrderHistory;
import dev.aftm.interactor.gateway.order.OrderInfo;
import dev.aftm.interactor.intake.GatewayService;
import dev.aftm.interactor.port.store.OrderJournal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code get_order}: one order, however long ago, and where it is asked for everything that is recorded of it. */
public final class GetOrderHandler implements OperationHandler {

    public static final String OPERATION = "get_order";

    private final GatewayService service;

    public GetOrderHandler(GatewayService service) {
        this.service = service;
    }

    /** What is asked for: an order by its id or by its number of today. */
    public record Parameters(
            String account,
            @Nullable String targetRequestId,
            @Nullable String orderSerial,
            boolean story) {}

    /** Something that is recorded; {@code at} in milliseconds since 1970. */
    record Event(long number, long at, String kind, JsonNode detail) {

        public static Event of(OrderJournal.JournalRecord line) {
            return new Event(line.number(), line.at().toEpochMilli(), line.kind(), Json.MAPPER.readTree(line.detail()));
        }
    }

    public record Data(OrderInfoWire order, @Nullable List<Event> story) {

        public Data {
            Objects.requireNonNull(order, "order");
        }

        /**
         * Converts the message to the history that it describes.
         *
         * @throws IllegalArgumentException it is none
         */
        public OrderHistory told() {
            List<OrderHistory.Event> events = story == null
                    ? List.of()
                    : story.stream()
                            .map(event -> new OrderHistory.Event(
                                    event.number, Instant.ofEpochMilli(event.at), event.kind, event.detail.toString()))
                            .toList();
            return new OrderHistory(order.info(), events);
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
        String id = fields.optionalText("target_request_id");
        String serial = fields.optionalText("order_serial");
        boolean isStoryWanted = fields.flag("story");
        if ((id == null) == (serial == null)) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST,
                    "Either target_request_id or order_serial must name the order, and not both.");
        }
        try {
            OrderInfo order =
                    id == null ? service.orderWithSerial(account, String.valueOf(serial)) : service.order(account, id);
            List<Event> story = isStoryWanted
                    ? service.story(account, order.requestId()).stream()
                            .map(Event::of)
                            .toList()
                    : null;
            reply.accept(WireReply.done(new Data(OrderInfoWire.of(order), story)));
        } catch (DllGatewayException e) {
            reply.accept(WireReply.failed(e.code(), String.valueOf(e.getMessage())));
        } catch (OrderJournal.JournalException e) {
            reply.accept(WireReply.failed(ErrorCode.PROCESSING_ERROR, String.valueOf(e.getMessage())));
        }
    }
}

package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.event.LogEventCodec;
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
import dev.aftm.interactor.order.OrderJournal;
import dev.aftm.interactor.port.store.JournalException;
import dev.aftm.interactor.port.store.LogEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code get_order}: one order of any day and, on request, its recorded history. */
public final class GetOrderHandler implements OperationHandler {

    public static final String OPERATION = "get_order";

    private final GatewayService service;

    public GetOrderHandler(GatewayService service) {
        this.service = service;
    }

    /** The operation's parameters: the order's request id, or its serial number of the present trading day. */
    public record Parameters(
            String account,
            @Nullable String targetRequestId,
            @Nullable String orderSerial,
            boolean story) {}

    /** A journal record of the order; {@code at} in milliseconds since 1970. */
    record Event(long number, long at, String kind, JsonNode detail) {

        public static Event of(OrderJournal.JournalRecord line) {
            LogEventCodec.Shown shown = LogEventCodec.show(new LogEvent.OfOrder(line.key(), line.tag(), line.event()));
            return new Event(line.number(), line.at().toEpochMilli(), shown.kind(), shown.detail());
        }
    }

    public record Data(OrderInfoWire order, @Nullable List<Event> story) {

        public Data {
            Objects.requireNonNull(order, "order");
        }

        /**
         * Converts the message to the history that it describes.
         *
         * @throws IllegalArgumentException a field does not hold a valid value
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
                    ErrorCode.INVALID_REQUEST, "Exactly one of target_request_id and order_serial must be given.");
        }
        try {
            Optional<OrderInfo> known = id == null
                    ? Optional.of(service.orderWithSerial(account, String.valueOf(serial)))
                    : service.order(account, id);
            if (known.isPresent() && !isStoryWanted) {
                reply.accept(WireReply.done(new Data(OrderInfoWire.of(known.get()), null)));
                return;
            }
            String wanted = id == null ? known.orElseThrow().requestId() : id;
            service.recorded(account, wanted, found -> reply.accept(replyOf(found, isStoryWanted)));
        } catch (DllGatewayException e) {
            reply.accept(WireReply.failed(e.code(), String.valueOf(e.getMessage())));
        }
    }

    private static WireReply replyOf(Supplier<GatewayService.RecordedOrder> found, boolean isStoryWanted) {
        try {
            GatewayService.RecordedOrder recorded = found.get();
            List<Event> story =
                    isStoryWanted ? recorded.records().stream().map(Event::of).toList() : null;
            return WireReply.done(new Data(OrderInfoWire.of(recorded.order()), story));
        } catch (DllGatewayException e) {
            return WireReply.failed(e.code(), String.valueOf(e.getMessage()));
        } catch (JournalException e) {
            return WireReply.failed(ErrorCode.PROCESSING_ERROR, String.valueOf(e.getMessage()));
        }
    }
}

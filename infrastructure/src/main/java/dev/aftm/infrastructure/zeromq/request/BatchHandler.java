package dev.aftm.infrastructure.zeromq.request;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.infrastructure.zeromq.request.operation.GetFillsHandler;
import dev.aftm.infrastructure.zeromq.request.operation.GetOrdersHandler;
import dev.aftm.infrastructure.zeromq.request.operation.OperationHandler;
import dev.aftm.infrastructure.zeromq.socket.Sockets;
import dev.aftm.interactor.gateway.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * {@code batch}: several requests in one message, each with its own envelope. They are started in order, and the replies are
 * in the same order; a request that fails does not stop the others.
 */
final class BatchHandler implements OperationHandler {

    static final String OPERATION = "batch";

    /** The most requests of a batch. */
    static final int MOST = 100;

    /** Operations with long replies, limited because the loop serves nobody else while it builds them. */
    private static final Set<String> LISTS = Set.of(GetOrdersHandler.OPERATION, GetFillsHandler.OPERATION);

    private static final int MOST_LISTS = 5;

    /** Keeps the whole reply below the largest frame. */
    private static final int MOST_BYTES = Sockets.MAX_FRAME_BYTES * 3 / 4;

    private final OperationDispatcher operations;

    /** @param operations the operations that a batch may contain; must not include {@code batch} */
    BatchHandler(OperationDispatcher operations) {
        this.operations = operations;
    }

    record Data(List<WireReply> replies) {}

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        JsonNode requests = request.parameters().object().path("operations");
        if (!requests.isArray() || requests.isEmpty() || requests.size() > MOST) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST, "operations must be an array of 1 to " + MOST + " requests.");
        }
        AtomicReferenceArray<WireReply> replies = new AtomicReferenceArray<>(requests.size());
        AtomicInteger missing = new AtomicInteger(requests.size());
        int lists = 0;
        for (JsonNode one : requests) {
            lists += LISTS.contains(one.path("operation").asString("")) ? 1 : 0;
        }
        if (lists > MOST_LISTS) {
            throw new WireRequestException(
                    ErrorCode.INVALID_REQUEST,
                    "operations may contain at most " + MOST_LISTS + " requests for" + " orders or fills.");
        }
        for (int i = 0; i < requests.size(); i++) {
            int place = i;
            operations.serve(requests.get(i), request.origin(), (operation, answer) -> {
                replies.set(place, answer);
                if (missing.decrementAndGet() == 0) {
                    reply.accept(WireReply.done(new Data(bounded(replies))));
                }
            });
        }
    }

    /** Returns the replies; a reply that no longer fits is replaced by an error. */
    private static List<WireReply> bounded(AtomicReferenceArray<WireReply> replies) {
        WireReply[] all =
                IntStream.range(0, replies.length()).mapToObj(replies::get).toArray(WireReply[]::new);
        long left = MOST_BYTES;
        for (int i = 0; i < all.length; i++) {
            int length = all[i].bytes().length;
            if (length > left) {
                all[i] = WireReply.failed(
                                ErrorCode.PROCESSING_ERROR,
                                "The reply does not fit into the batch; send this request on its own.")
                        .answering(all[i].requestId());
            } else {
                left -= length;
            }
        }
        return Arrays.asList(all);
    }
}

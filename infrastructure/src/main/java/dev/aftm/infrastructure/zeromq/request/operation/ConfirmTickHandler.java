package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.port.publication.TickAckReceiver;
import java.util.Map;
import java.util.function.Consumer;

/** {@code confirm_tick}: a strategy acknowledges that it has processed a tick of a replay that waits for it. */
public final class ConfirmTickHandler implements OperationHandler {

    public static final String OPERATION = "confirm_tick";

    private final TickAckReceiver tickAck;

    public ConfirmTickHandler(TickAckReceiver tickAck) {
        this.tickAck = tickAck;
    }

    /** The operation's parameters. */
    public record Parameters(String feed, long sequence, long signals) {}

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        WireFields fields = request.parameters();
        tickAck.confirm(fields.text("feed"), fields.wholeNumber("sequence"), fields.wholeNumber("signals"));
        reply.accept(WireReply.done(Map.of()));
    }
}

package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.port.TickConfirmation;
import java.util.Map;
import java.util.function.Consumer;

/** {@code confirm_tick}: a strategy has done with a tick of a tape that waits. */
final class ConfirmTickHandler implements OperationHandler {

    static final String OPERATION = "confirm_tick";

    private final TickConfirmation confirmation;

    ConfirmTickHandler(TickConfirmation confirmation) {
        this.confirmation = confirmation;
    }

    /** The operation's parameters. */
    record Parameters(String feed, long sequence, long signals) {}

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        WireFields fields = request.parameters();
        confirmation.confirm(fields.text("feed"), fields.wholeNumber("sequence"), fields.wholeNumber("signals"));
        reply.accept(WireReply.done(Map.of()));
    }
}

package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.port.KillSwitchStore.Engagement;
import dev.aftm.interactor.usecase.KillSwitchControl;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code kill_switch}: every client may engage it; to release it needs the operator's token and a reason. */
final class KillSwitchHandler implements OperationHandler {

    static final String OPERATION = "kill_switch";
    static final String ENGAGE = "engage";
    static final String RELEASE = "release";
    static final String STATUS = "status";

    private final KillSwitchControl killSwitch;
    private final OperatorCheck operator;

    KillSwitchHandler(KillSwitchControl killSwitch, OperatorCheck operator) {
        this.killSwitch = killSwitch;
        this.operator = operator;
    }

    /** The operation's parameters. */
    record Parameters(
            String action,
            @Nullable String reason,
            @Nullable Boolean cancelOrders,
            @Nullable String operatorToken) {}

    /** What is told; {@code since} in milliseconds since 1970, left out where it is not engaged. */
    record Data(
            boolean engaged,
            @Nullable Long since,
            @Nullable String by,
            @Nullable String reason) {

        static Data of(@Nullable Engagement engagement) {
            return engagement == null
                    ? new Data(false, null, null, null)
                    : new Data(true, engagement.at().toEpochMilli(), engagement.by(), engagement.reason());
        }

        @Nullable Engagement engagement() {
            return engaged && since != null && by != null && reason != null
                    ? new Engagement(Instant.ofEpochMilli(since), by, reason)
                    : null;
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        WireFields fields = request.parameters();
        switch (fields.text("action")) {
            case ENGAGE -> {
                // Answered once it is kept: whoever is told that all is stopped can rely on it over a restart.
                killSwitch.engage(
                        "client", fields.remark("reason"), fields.flag("cancel_orders"), () -> reply.accept(status()));
            }
            case RELEASE -> {
                operator.require(fields);
                killSwitch.release(
                        fields.remark("reason"),
                        failure -> reply.accept(failure.map(why -> WireReply.failed(ErrorCode.PROCESSING_ERROR, why))
                                .orElseGet(this::status)));
            }
            case STATUS -> reply.accept(status());
            default ->
                throw new WireRefusal(
                        ErrorCode.INVALID_REQUEST, "action must be \"engage\", \"release\" or \"status\".");
        }
    }

    private WireReply status() {
        return WireReply.done(Data.of(killSwitch.engagement().orElse(null)));
    }
}

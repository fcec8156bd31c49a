package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.port.killswitch.KillSwitchStore.Engagement;
import dev.aftm.interactor.risk.KillSwitchControl;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code kill_switch}: any client may engage it; releasing it requires the operator token. Both require a reason. */
public final class KillSwitchHandler implements OperationHandler {

    public static final String OPERATION = "kill_switch";
    public static final String ENGAGE = "engage";
    public static final String RELEASE = "release";
    public static final String STATUS = "status";

    private final KillSwitchControl killSwitch;
    private final OperatorAuthorizer authorizer;

    public KillSwitchHandler(KillSwitchControl killSwitch, OperatorAuthorizer authorizer) {
        this.killSwitch = killSwitch;
        this.authorizer = authorizer;
    }

    /** The operation's parameters. */
    public record Parameters(
            String action,
            @Nullable String reason,
            @Nullable Boolean cancelOrders,
            @Nullable String operatorToken) {}

    /** The reply's data; {@code since} in milliseconds since 1970, omitted if the kill switch is not engaged. */
    public record Data(
            boolean engaged,
            @Nullable Long since,
            @Nullable String by,
            @Nullable String reason) {

        public static Data of(@Nullable Engagement engagement) {
            return engagement == null
                    ? new Data(false, null, null, null)
                    : new Data(true, engagement.at().toEpochMilli(), engagement.by(), engagement.reason());
        }

        public @Nullable Engagement engagement() {
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
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        WireFields fields = request.parameters();
        switch (fields.text("action")) {
            case ENGAGE -> {
                // Answered once it is recorded, so that it survives a restart of the gateway.
                killSwitch.engage(
                        "client", fields.remark("reason"), fields.flag("cancel_orders"), () -> reply.accept(status()));
            }
            case RELEASE -> {
                authorizer.require(fields);
                killSwitch.release(
                        fields.remark("reason"),
                        failure -> reply.accept(failure.map(why -> WireReply.failed(ErrorCode.PROCESSING_ERROR, why))
                                .orElseGet(this::status)));
            }
            case STATUS -> reply.accept(status());
            default ->
                throw new WireRequestException(
                        ErrorCode.INVALID_REQUEST, "action must be \"engage\", \"release\" or \"status\".");
        }
    }

    private WireReply status() {
        return WireReply.done(Data.of(killSwitch.engagement().orElse(null)));
    }
}

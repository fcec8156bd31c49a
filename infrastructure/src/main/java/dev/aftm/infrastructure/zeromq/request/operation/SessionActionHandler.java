package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireFields;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.interactor.gateway.error.ErrorCode;
import dev.aftm.interactor.session.SessionControl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operator's session operations: {@code login}, {@code logout}, {@code select_account}, {@code register} and {@code
 * adopt_orders}.
 */
public final class SessionActionHandler implements OperationHandler {

    public static final String LOGIN = "login";
    public static final String LOGOUT = "logout";
    public static final String SELECT_ACCOUNT = "select_account";
    public static final String REGISTER = "register";
    public static final String ADOPT_ORDERS = "adopt_orders";

    private static final String REASON = "reason";

    private final String operation;
    private final @Nullable String parameter;
    private final OperatorAuthorizer authorizer;
    private final Action action;

    /** Performs the operation; an empty reply means success, otherwise it holds the reason of the failure. */
    private interface Action {
        void run(String argument, Consumer<Optional<String>> reply);
    }

    private SessionActionHandler(
            String operation, @Nullable String parameter, OperatorAuthorizer authorizer, Action action) {
        this.operation = operation;
        this.parameter = parameter;
        this.authorizer = authorizer;
        this.action = action;
    }

    public static List<OperationHandler> all(SessionControl session, OperatorAuthorizer authorizer) {
        return List.of(
                new SessionActionHandler(LOGIN, null, authorizer, (none, reply) -> session.login(reply)),
                new SessionActionHandler(LOGOUT, null, authorizer, (none, reply) -> session.logout(reply)),
                new SessionActionHandler(SELECT_ACCOUNT, "account", authorizer, session::selectAccount),
                new SessionActionHandler(REGISTER, "item_code", authorizer, session::register),
                new SessionActionHandler(ADOPT_ORDERS, REASON, authorizer, session::adopt));
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRequestException {
        WireFields fields = request.parameters();
        authorizer.require(fields);
        String argument =
                parameter == null ? "" : parameter.equals(REASON) ? fields.remark(parameter) : fields.code(parameter);
        action.run(
                argument,
                refusal -> reply.accept(refusal.map(why -> WireReply.failed(ErrorCode.PROCESSING_ERROR, why))
                        .orElseGet(() -> WireReply.done(Map.of("done", true)))));
    }
}

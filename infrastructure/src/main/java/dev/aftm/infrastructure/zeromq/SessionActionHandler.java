package dev.aftm.infrastructure.zeromq;

import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.usecase.SessionControl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operator does with the session: {@code login}, {@code logout}, {@code select_account}, {@code register}. */
final class SessionActionHandler implements OperationHandler {

    static final String LOGIN = "login";
    static final String LOGOUT = "logout";
    static final String SELECT_ACCOUNT = "select_account";
    static final String REGISTER = "register";

    private final String operation;
    private final @Nullable String parameter;
    private final OperatorCheck operator;
    private final Action action;

    /** Does it; an empty reply means that it was done. */
    private interface Action {
        void run(String argument, Consumer<Optional<String>> reply);
    }

    private SessionActionHandler(String operation, @Nullable String parameter, OperatorCheck operator, Action action) {
        this.operation = operation;
        this.parameter = parameter;
        this.operator = operator;
        this.action = action;
    }

    static List<OperationHandler> all(SessionControl session, OperatorCheck operator) {
        return List.of(
                new SessionActionHandler(LOGIN, null, operator, (none, reply) -> session.login(reply)),
                new SessionActionHandler(LOGOUT, null, operator, (none, reply) -> session.logout(reply)),
                new SessionActionHandler(SELECT_ACCOUNT, "account", operator, session::selectAccount),
                new SessionActionHandler(REGISTER, "item_code", operator, session::register));
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) throws WireRefusal {
        WireFields fields = request.parameters();
        operator.require(fields);
        String argument = parameter == null ? "" : fields.code(parameter);
        action.run(
                argument,
                refusal -> reply.accept(refusal.map(why -> WireReply.failed(ErrorCode.PROCESSING_ERROR, why))
                        .orElseGet(() -> WireReply.done(Map.of("done", true)))));
    }
}

package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.interactor.gateway.SessionInfo;
import dev.aftm.interactor.gateway.SessionInfo.Choice;
import dev.aftm.interactor.intake.GatewayService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code get_session}: the state of the session with the exchange, without its secrets. */
public final class GetSessionHandler implements OperationHandler {

    public static final String OPERATION = "get_session";

    private final GatewayService service;

    public GetSessionHandler(GatewayService service) {
        this.service = service;
    }

    /** The reply's data; times in milliseconds since 1970, and fields without a value are omitted. */
    public record Data(
            boolean loggedIn,
            String state,
            String refusal,
            boolean simulated,
            List<String> accounts,
            @Nullable String account,
            @Nullable Long accountSince,
            @Nullable String itemCode,
            @Nullable Long itemCodeSince,
            @Nullable String tradingDay) {

        public Data {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(refusal, "refusal");
            Objects.requireNonNull(accounts, "accounts");
        }

        static Data of(SessionInfo session) {
            LocalDate day = session.tradingDay();
            return new Data(
                    session.loggedIn(),
                    session.state(),
                    session.refusal(),
                    session.simulated(),
                    session.accounts().stream().sorted().toList(),
                    code(session.account()),
                    since(session.account()),
                    code(session.instrument()),
                    since(session.instrument()),
                    day == null ? null : day.toString());
        }

        public SessionInfo session() {
            return new SessionInfo(
                    loggedIn,
                    state,
                    refusal,
                    simulated,
                    Set.copyOf(accounts),
                    choice(account, accountSince),
                    choice(itemCode, itemCodeSince),
                    tradingDay == null ? null : LocalDate.parse(tradingDay));
        }

        private static @Nullable String code(@Nullable Choice choice) {
            return choice == null ? null : choice.code();
        }

        private static @Nullable Long since(@Nullable Choice choice) {
            return choice == null ? null : choice.since().toEpochMilli();
        }

        private static @Nullable Choice choice(@Nullable String code, @Nullable Long since) {
            return code == null || since == null ? null : new Choice(code, Instant.ofEpochMilli(since));
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) {
        reply.accept(WireReply.done(Data.of(service.session())));
    }
}

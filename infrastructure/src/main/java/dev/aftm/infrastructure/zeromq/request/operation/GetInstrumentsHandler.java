package dev.aftm.infrastructure.zeromq.request.operation;

import dev.aftm.domain.market.Instrument;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.interactor.intake.GatewayService;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code get_instruments}: the instruments that can be traded. */
public final class GetInstrumentsHandler implements OperationHandler {

    public static final String OPERATION = "get_instruments";

    private final GatewayService service;

    public GetInstrumentsHandler(GatewayService service) {
        this.service = service;
    }

    /** An instrument and the value of one point. */
    record Row(String itemCode, BigDecimal multiplier) {

        Row {
            Objects.requireNonNull(itemCode, "item_code");
            Objects.requireNonNull(multiplier, "multiplier");
        }
    }

    public record Data(List<Row> instruments) {

        public Data {
            Objects.requireNonNull(instruments, "instruments");
        }

        public List<Instrument> list() {
            return instruments.stream()
                    .map(row -> new Instrument(row.itemCode(), row.multiplier()))
                    .toList();
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public void handle(WireRequest request, Consumer<WireReply> reply) {
        reply.accept(WireReply.done(new Data(service.instruments().stream()
                .map(instrument -> new Row(instrument.itemCode(), instrument.multiplier()))
                .sorted(Comparator.comparing(Row::itemCode))
                .toList())));
    }
}

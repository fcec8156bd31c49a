package dev.aftm.infrastructure.zeromq;

import dev.aftm.domain.market.Instrument;
import dev.aftm.interactor.usecase.GatewayService;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** {@code get_instruments}: what can be traded. */
final class GetInstrumentsHandler implements OperationHandler {

    static final String OPERATION = "get_instruments";

    private final GatewayService service;

    GetInstrumentsHandler(GatewayService service) {
        this.service = service;
    }

    /** What one point of an instrument is worth. */
    record Row(String itemCode, BigDecimal multiplier) {

        Row {
            Objects.requireNonNull(itemCode, "item_code");
            Objects.requireNonNull(multiplier, "multiplier");
        }
    }

    record Data(List<Row> instruments) {

        Data {
            Objects.requireNonNull(instruments, "instruments");
        }

        List<Instrument> list() {
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

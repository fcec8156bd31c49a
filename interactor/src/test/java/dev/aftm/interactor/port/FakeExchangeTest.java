package dev.aftm.interactor.port;

final class FakeExchangeTest implements OrderEntryContract {

    private final FakeExchange exchange = new FakeExchange();

    @Override
    public OrderEntry orderEntry() {
        return exchange;
    }

    @Override
    public ExchangeSession session() {
        return exchange;
    }
}

package dev.aftm.interactor.port.exchange;

final class FakeExchangeTest implements OrderEntryContract {

    private final FakeExchange exchange = new FakeExchange();

    @Override
    public Exchange exchange() {
        return exchange;
    }
}

package dev.aftm.interactor.usecase;

import dev.aftm.interactor.gateway.DllGatewayException;
import dev.aftm.interactor.gateway.DllGatewayServiceInterface;
import dev.aftm.interactor.gateway.ErrorCode;
import dev.aftm.interactor.gateway.GatewayHealth;
import dev.aftm.interactor.gateway.OrderRequest;
import dev.aftm.interactor.gateway.OrderResponse;
import dev.aftm.interactor.gateway.OrderSent;
import dev.aftm.interactor.gateway.PositionInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The whole gateway on the caller's own thread: what the loop and the exchange's owner do in two threads elsewhere is
 * done here one after the other. For replays and tests, where nothing else shares the exchange. Used by one thread.
 */
public final class InProcessGateway implements DllGatewayServiceInterface {

    private final GatewayService service;
    private final OrderDesk desk;
    private final ExchangeOwner owner;
    private final ExchangeWatch watch;
    private final InlineQueue queue;

    /** @param queue the queue that {@code desk} was made with */
    public InProcessGateway(
            GatewayService service, OrderDesk desk, ExchangeOwner owner, ExchangeWatch watch, InlineQueue queue) {
        this.service = service;
        this.desk = desk;
        this.owner = owner;
        this.watch = watch;
        this.queue = queue;
    }

    /** An order queue that is emptied by the thread that fills it. */
    public static final class InlineQueue implements OrderQueue {

        private final ArrayDeque<PendingOrder> orders = new ArrayDeque<>();

        @Override
        public boolean offer(PendingOrder order) {
            return orders.add(order);
        }

        @Override
        public boolean offer(Runnable urgent) {
            urgent.run();
            return true;
        }

        @Override
        public int depth() {
            return orders.size();
        }

        private List<PendingOrder> drain() {
            List<PendingOrder> drained = new ArrayList<>(orders);
            orders.clear();
            return drained;
        }
    }

    @Override
    public OrderResponse sendOrder(OrderRequest request) {
        AtomicReference<OrderResult> answer = new AtomicReference<>();
        service.sendOrder(request, "in-process", answer::set);
        owner.execute(queue.drain(), desk::completed);
        watch.step();
        OrderResult result = answer.get();
        if (result instanceof OrderResult.Answered answered) {
            return answered.response();
        }
        if (result instanceof OrderResult.Failed failed) {
            throw failed.asException();
        }
        throw DllGatewayException.of(ErrorCode.INTERNAL_ERROR, OrderSent.UNKNOWN, "The order was not answered.");
    }

    @Override
    public List<PositionInfo> getPositions(String account) {
        watch.refreshPositions();
        return service.positions(account);
    }

    @Override
    public GatewayHealth healthCheck() {
        return service.health();
    }
}

package dev.aftm.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class ConditionTest {

    private static BigDecimal points(int points) {
        return BigDecimal.valueOf(points);
    }

    private static Condition condition(Side action, int trigger, int turning, boolean following) {
        return Condition.waiting(
                1,
                new ConditionPlan(
                        action, points(trigger), 1, points(turning), points(90), points(30), following, null));
    }

    private static ConditionPlan plan(String trigger, String takeProfit, String stopLoss) {
        return new ConditionPlan(
                Side.BUY,
                new BigDecimal(trigger),
                1,
                points(0),
                new BigDecimal(takeProfit),
                new BigDecimal(stopLoss),
                false,
                null);
    }

    private static Condition after(Condition condition, int... prices) {
        Condition current = condition;
        for (int price : prices) {
            current = current.onPrice(points(price)).next();
        }
        return current;
    }

    @Test
    void levels_of_a_buy_go_up_and_levels_of_a_sell_go_down() {
        ConditionPlan buy = condition(Side.BUY, 17_300, 15, false).plan();
        assertThat(buy.orderPrice()).isEqualByComparingTo("17315");
        assertThat(buy.takeProfitPrice()).isEqualByComparingTo("17405");
        assertThat(buy.stopLossPrice()).isEqualByComparingTo("17285");
        ConditionPlan sell = condition(Side.SELL, 17_300, 15, false).plan();
        assertThat(sell.orderPrice()).isEqualByComparingTo("17285");
        assertThat(sell.takeProfitPrice()).isEqualByComparingTo("17195");
        assertThat(sell.stopLossPrice()).isEqualByComparingTo("17315");
    }

    @Test
    void a_price_causes_at_most_one_step() {
        // With a turning point of 0, two steps on the price 17,300 would trigger and order at once.
        Condition.Step first = condition(Side.BUY, 17_300, 0, false).onPrice(points(17_300));
        assertThat(first.next().state()).isEqualTo(ConditionState.TRIGGERED);
        assertThat(first.signal()).isNull();
        Condition.Step second = first.next().onPrice(points(17_300));
        assertThat(second.next().state()).isEqualTo(ConditionState.ORDERED);
        assertThat(second.signal()).isEqualTo(SignalReason.ENTRY);
    }

    @Test
    void a_level_is_reached_at_exactly_its_price() {
        Condition ordered = after(condition(Side.BUY, 17_300, 15, false), 17_300, 17_315);
        assertThat(ordered.state()).isEqualTo(ConditionState.ORDERED);
        assertThat(ordered.onPrice(points(17_405)).signal()).isEqualTo(SignalReason.TAKE_PROFIT);
        assertThat(ordered.onPrice(points(17_404)).signal()).isNull();
        assertThat(ordered.onPrice(points(17_285)).signal()).isEqualTo(SignalReason.STOP_LOSS);
        assertThat(ordered.onPrice(points(17_286)).signal()).isNull();
    }

    @Test
    void a_sell_mirrors_a_buy() {
        Condition ordered = after(condition(Side.SELL, 17_300, 15, false), 17_299, 17_300, 17_286, 17_285);
        assertThat(ordered.state()).isEqualTo(ConditionState.ORDERED);
        assertThat(ordered.onPrice(points(17_195)).signal()).isEqualTo(SignalReason.TAKE_PROFIT);
        assertThat(ordered.onPrice(points(17_315)).signal()).isEqualTo(SignalReason.STOP_LOSS);
    }

    @Test
    void a_following_trigger_trails_the_price_until_the_entry() {
        Condition trailed = after(condition(Side.BUY, 17_300, 15, true), 17_290, 17_280, 17_294);
        assertThat(trailed.plan().triggerPrice()).isEqualByComparingTo("17280");
        assertThat(trailed.state()).isEqualTo(ConditionState.TRIGGERED);
        Condition ordered = after(trailed, 17_295, 17_270);
        assertThat(ordered.state()).isEqualTo(ConditionState.ORDERED);
        assertThat(ordered.plan().triggerPrice()).isEqualByComparingTo("17280");
    }

    @Test
    void the_trigger_stays_without_following_or_turning_point() {
        assertThat(after(condition(Side.BUY, 17_300, 0, true), 17_290).plan().triggerPrice())
                .isEqualByComparingTo("17300");
        assertThat(after(condition(Side.BUY, 17_300, 15, false), 17_290).plan().triggerPrice())
                .isEqualByComparingTo("17300");
    }

    @Test
    void a_finished_or_unknown_condition_does_nothing() {
        for (ConditionState state :
                new ConditionState[] {ConditionState.EXITED, ConditionState.REJECTED, ConditionState.IN_DOUBT}) {
            Condition condition = condition(Side.BUY, 17_300, 15, true).withState(state);
            assertThat(after(condition, 17_000, 18_000, 17_000)).isEqualTo(condition);
        }
    }

    @Test
    void an_invalid_plan_is_rejected_with_the_field_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> condition(Side.BUY, 0, 15, false))
                .withMessage("trigger_price must be above 0, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> condition(Side.BUY, 1, -1, false))
                .withMessage("turning_point must be 0 or more, not -1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("1", "-1", "1"))
                .withMessage("take_profit_point must be 0 or more, not -1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("1", "1", "-1"))
                .withMessage("stop_loss_point must be 0 or more, not -1.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("0.00001", "1", "1"))
                .withMessage("trigger_price must have at most 9 digits before and 4 after the decimal point.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("1", "1E+9", "1"))
                .withMessage("take_profit_point must have at most 9 digits before and 4 after the decimal point.");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ConditionPlan(Side.BUY, points(1), 0, points(0), points(0), points(0), false, null))
                .withMessage("quantity must be a whole number of 1 or more, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Condition.waiting(0, condition(Side.BUY, 1, 1, false).plan()))
                .withMessage("A condition's number must be 1 or more, not 0.");
    }
}

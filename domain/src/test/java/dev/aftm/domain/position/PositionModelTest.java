package dev.aftm.domain.position;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Instrument;
import dev.aftm.domain.market.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the position book with a simple model in exact fractions, which rounds only at the end. */
final class PositionModelTest {

    private static final int RUNS = Integer.getInteger("position.runs", 5_000);
    private static final int FILLS = 40;

    /** An exact fraction. */
    private record Fraction(BigInteger numerator, BigInteger denominator) {

        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

        static Fraction of(BigDecimal number) {
            return new Fraction(number.movePointRight(4).toBigIntegerExact(), BigInteger.valueOf(10_000)).reduced();
        }

        private Fraction reduced() {
            BigInteger divisor = numerator.gcd(denominator);
            return divisor.signum() == 0 ? ZERO : new Fraction(numerator.divide(divisor), denominator.divide(divisor));
        }

        Fraction plus(Fraction other) {
            return new Fraction(
                            numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                            denominator.multiply(other.denominator))
                    .reduced();
        }

        Fraction times(long by) {
            return new Fraction(numerator.multiply(BigInteger.valueOf(by)), denominator).reduced();
        }

        Fraction over(long by) {
            BigInteger divisor = BigInteger.valueOf(Math.abs(by));
            return new Fraction(by < 0 ? numerator.negate() : numerator, denominator.multiply(divisor)).reduced();
        }

        BigDecimal rounded(int scale) {
            return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, RoundingMode.HALF_EVEN);
        }
    }

    /** The average-cost method, written out simply. */
    private static final class Model {
        private long quantity;
        private Fraction average = Fraction.ZERO;
        private Fraction realized = Fraction.ZERO;

        void fill(int signed, Fraction price) {
            if (quantity == 0 || Long.signum(quantity) == Integer.signum(signed)) {
                average = average.times(quantity).plus(price.times(signed)).over(quantity + signed);
                quantity += signed;
                return;
            }
            long closed = Math.min(Math.abs(quantity), Math.abs((long) signed));
            realized = realized.plus(price.plus(average.times(-1)).times(closed * Long.signum(quantity)));
            quantity += signed;
            if (quantity == 0) {
                average = Fraction.ZERO;
            } else if (Long.signum(quantity) == Integer.signum(signed)) {
                average = price;
            }
        }
    }

    @Test
    void quantity_average_and_pnl_equal_exact_arithmetic() {
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            int multiplier = new int[] {1, 50, 200, 4_000, 100_000}[random.nextInt(5)];
            int largest = random.nextInt(10) == 0 ? 1_000_000 : 20;
            Instrument instrument = new Instrument("TXFH1", BigDecimal.valueOf(multiplier));
            PositionBook book = new PositionBook();
            Model model = new Model();
            for (int i = 0; i < FILLS; i++) {
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                int quantity = 1 + random.nextInt(largest);
                BigDecimal price = random.nextInt(20) == 0
                        ? new BigDecimal("999999999.9999")
                        : BigDecimal.valueOf(random.nextLong(1, 200_000_000), 4);
                book.book(new Fill("1", "SIM0001", "TXFH1", side, quantity, price, Instant.EPOCH), instrument);
                model.fill(side.sign() * quantity, Fraction.of(price));
                Position position = book.positions().get(0);
                assertThat(position.quantity()).as("seed %d", seed).isEqualTo(model.quantity);
                assertThat(position.averagePrice()).as("seed %d", seed).isEqualByComparingTo(model.average.rounded(6));
                assertThat(position.realizedPnl())
                        .as("seed %d", seed)
                        .isEqualByComparingTo(model.realized.times(multiplier).rounded(2));
                BigDecimal last = BigDecimal.valueOf(17_300);
                assertThat(position.unrealizedPnl(last))
                        .as("seed %d", seed)
                        .isEqualByComparingTo(Fraction.of(last)
                                .plus(model.average.times(-1))
                                .times(model.quantity)
                                .times(multiplier)
                                .rounded(2));
            }
        }
    }
}

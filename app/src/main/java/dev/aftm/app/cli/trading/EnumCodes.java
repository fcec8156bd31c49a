package dev.aftm.app.cli.trading;

import dev.aftm.domain.order.OrderStatus;
import dev.aftm.domain.order.OrderType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters for options that use the protocol's words instead of the names of the Java constants. */
final class EnumCodes {

    private EnumCodes() {}

    static final class OrderTypes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return codes(Arrays.stream(OrderType.values()).map(OrderType::code)).iterator();
        }
    }

    static final class OrderTypeConverter implements ITypeConverter<OrderType> {
        @Override
        public OrderType convert(String value) {
            return converted(value, OrderType::ofCode, new OrderTypes());
        }
    }

    static final class OrderStates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return codes(Arrays.stream(OrderStatus.values()).map(OrderStatus::code))
                    .iterator();
        }
    }

    static final class OrderStateConverter implements ITypeConverter<OrderStatus> {
        @Override
        public OrderStatus convert(String value) {
            return converted(value, OrderStatus::ofCode, new OrderStates());
        }
    }

    private static Stream<String> codes(Stream<String> codes) {
        return codes.map(code -> code.toUpperCase(Locale.ROOT));
    }

    private static <T> T converted(String value, Function<String, Optional<T>> ofCode, Iterable<String> allowed) {
        return ofCode.apply(value)
                .orElseThrow(() -> new TypeConversionException("expected one of [" + String.join(", ", allowed)
                        + "] (case-insensitive) but was '" + value + "'"));
    }
}

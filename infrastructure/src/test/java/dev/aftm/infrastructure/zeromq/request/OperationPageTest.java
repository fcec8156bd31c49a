package dev.aftm.infrastructure.zeromq.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aftm.domain.ExtendingPage;
import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.infrastructure.zeromq.codec.WireReply;
import dev.aftm.infrastructure.zeromq.codec.WireRequest;
import dev.aftm.infrastructure.zeromq.codec.WireRequestException;
import dev.aftm.infrastructure.zeromq.request.operation.OperationHandler;
import dev.aftm.interactor.intake.GatewayService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the operation of {@code docs/extending/operation.md}, exactly as shown there. */
final class OperationPageTest {

    @TempDir
    private Path folder = Path.of("");

    private static String answer(OperationHandler handler, String itemCode) throws WireRequestException {
        String request = "{\"operation\":\"get_multiplier\",\"parameters\":{\"item_code\":\"" + itemCode + "\"}}";
        List<WireReply> replies = new ArrayList<>();
        handler.handle(
                WireRequest.of(WireRequest.read(request.getBytes(StandardCharsets.UTF_8)), "test"), replies::add);
        assertThat(replies).hasSize(1);
        return new String(Json.MAPPER.writeValueAsBytes(replies.get(0)), StandardCharsets.UTF_8);
    }

    @Test
    void the_point_value_is_returned_for_listed_instruments_only() throws Exception {
        try (GatewayFixture gateway = new GatewayFixture()) {
            OperationHandler handler = (OperationHandler) ExtendingPage.compiled(
                            "operation.md",
                            "dev.aftm.infrastructure.zeromq.request.operation.GetMultiplierHandler",
                            folder)
                    .getConstructor(GatewayService.class)
                    .newInstance(gateway.service());
            assertThat(handler.operation()).isEqualTo("get_multiplier");
            assertThat(answer(handler, "TXFH1"))
                    .contains("\"success\":true")
                    .contains("\"item_code\":\"TXFH1\"")
                    .contains("\"multiplier\":200");
            assertThatExceptionOfType(WireRequestException.class)
                    .isThrownBy(() -> answer(handler, "NONE"))
                    .withMessageContaining("does not list the instrument NONE");
        }
    }
}

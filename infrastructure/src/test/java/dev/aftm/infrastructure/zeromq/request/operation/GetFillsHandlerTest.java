package dev.aftm.infrastructure.zeromq.request.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aftm.domain.market.Side;
import dev.aftm.domain.position.Fill;
import dev.aftm.domain.position.FillKind;
import dev.aftm.infrastructure.zeromq.codec.Json;
import dev.aftm.interactor.gateway.order.FillPage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class GetFillsHandlerTest {

    private static FillPage.Numbered entry(long sequence, FillKind kind, int quantity) {
        Fill fill = new Fill(
                "000001", "SIM0001", "TXFH1", Side.SELL, quantity, BigDecimal.valueOf(17_300), Instant.ofEpochMilli(7));
        return new FillPage.Numbered(sequence, LocalDate.of(2021, 7, 26), "n" + quantity, "tag", kind, fill);
    }

    @Test
    void corrections_and_busts_have_a_list_of_their_own() {
        FillPage page = new FillPage(
                "feed",
                9,
                true,
                List.of(
                        entry(1, FillKind.FILLED, 1),
                        entry(2, FillKind.CORRECTED, 1),
                        entry(5, FillKind.FILLED, 2),
                        entry(9, FillKind.BUSTED, 2)));
        byte[] bytes = Json.MAPPER.writeValueAsBytes(GetFillsHandler.Data.of(page));
        JsonNode json = Json.MAPPER.readTree(bytes);
        assertThat(json.get("fills").findValuesAsString("sequence")).containsExactly("1", "5");
        assertThat(json.get("fills").findValues("kind")).isEmpty();
        assertThat(json.get("changes").findValuesAsString("sequence")).containsExactly("2", "9");
        assertThat(json.get("changes").findValuesAsString("kind")).containsExactly("corrected", "busted");
        assertThat(Json.MAPPER.readValue(bytes, GetFillsHandler.Data.class).page())
                .isEqualTo(page);
    }

    @Test
    void a_gateway_that_knows_no_busts_is_understood() {
        String json = "{\"feed\":\"feed\",\"sequence\":3,\"more\":false,\"fills\":[]}";
        assertThat(Json.MAPPER.readValue(json, GetFillsHandler.Data.class).page())
                .isEqualTo(new FillPage("feed", 3, false, List.of()));
    }
}

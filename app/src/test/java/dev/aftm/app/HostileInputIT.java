package dev.aftm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends invalid input to every listening socket; afterwards the system must trade as before. */
@Tag("long")
@Timeout(900)
final class HostileInputIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int FLOOD = Integer.getInteger("hostile.connections", 800);
    private static final int MALFORMED = 2_500;
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path folder = Path.of("");

    private static void send(int port, byte[] bytes, List<Socket> keptOpen) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // Reset instead of closed, so that many connections do not use up the machine's ports.
        socket.setSoLinger(true, 0);
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // The server has already disconnected, as it should.
        }
        if (keptOpen.size() < 200) {
            keptOpen.add(socket);
        } else {
            socket.close();
        }
    }

    /** Random bytes, half of them after a valid greeting. */
    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(1, 300)];
        random.nextBytes(noise);
        if (random.nextBoolean()) {
            byte[] greeting = BadFrames.greeting();
            System.arraycopy(greeting, 0, noise, 0, Math.min(greeting.length, noise.length));
        }
        return noise;
    }

    private static void flood(int port, long seed, List<Socket> keptOpen) throws IOException {
        for (Map.Entry<String, byte[]> frame : BadFrames.all().entrySet()) {
            send(port, frame.getValue(), keptOpen);
        }
        Random random = new Random(seed);
        for (int i = 0; i < FLOOD; i++) {
            send(port, noise(random), keptOpen);
        }
    }

    private static String malformed(Random random) {
        String sound =
                "{\"operation\":\"send_order\",\"parameters\":{\"order_account\":\"SIM0001\",\"item_code\":\"TXFH1\","
                        + "\"side\":\"Buy\",\"order_type\":\"Limit\",\"price\":1,\"quantity\":1,\"open_close\":\"AUTO\",\"note\":\"\","
                        + "\"day_trade\":\"N\",\"time_in_force\":\"ROD\"}}";
        return switch (random.nextInt(7)) {
            case 0 -> sound.substring(0, random.nextInt(sound.length()));
            case 1 -> sound.replace(":1,", ":NaN,");
            case 2 -> sound.replace(":1,", ":-1e999999999,");
            case 3 -> "[".repeat(random.nextInt(5_000));
            case 4 -> sound.replace("\"Buy\"", "{}");
            case 5 -> "{\"operation\":\"" + "x".repeat(random.nextInt(60_000)) + "\"}";
            default -> sound.replace("\"quantity\":1", "\"quantity\":" + random.nextLong());
        };
    }

    @Test
    void hostile_input_does_not_affect_trading() throws IOException, InterruptedException {
        AftmProcess.Home home = new AftmProcess.Home(folder).with("LOG_LEVEL", "ERROR");
        List<Socket> keptOpen = new ArrayList<>();
        try (AftmProcess run = home.start("run");
                ZContext context = new ZContext()) {
            run.says("All processes are up");
            for (String port :
                    List.of("DLL_GATEWAY_PORT", "ZMQ_TICK_PORT", "ZMQ_SIGNAL_PORT", "ZMQ_EVENT_PORT", "HTTP_PORT")) {
                flood(home.port(port), port.hashCode(), keptOpen);
            }
            ZMQ.Socket dealer = context.createSocket(SocketType.DEALER);
            dealer.setLinger(0);
            dealer.connect("tcp://127.0.0.1:" + home.gatewayPort());
            for (int part = 0; part < 1_000; part++) {
                dealer.send("part", part < 999 ? ZMQ.SNDMORE : 0);
            }
            ZMQ.Socket signals = context.createSocket(SocketType.DEALER);
            signals.setLinger(0);
            signals.connect("tcp://127.0.0.1:" + home.port("ZMQ_SIGNAL_PORT"));
            ZMQ.Socket client = context.createSocket(SocketType.REQ);
            client.setReceiveTimeOut(PATIENCE_MILLIS);
            client.connect("tcp://127.0.0.1:" + home.gatewayPort());
            Random random = new Random(1);
            for (int i = 0; i < MALFORMED; i++) {
                String message = malformed(random);
                signals.send(message);
                client.send(message);
                byte[] reply = client.recv();
                assertThat(reply)
                        .as("every framed request is answered: %s", message)
                        .isNotNull();
                JsonNode answer = JSON.readTree(new String(reply, StandardCharsets.UTF_8));
                assertThat(answer.get("success").booleanValue()).isFalse();
                assertThat(answer.get("error_message").stringValue()).endsWith(".");
            }
            assertThat(home.run("health").out()).contains("The gateway is healthy");
            assertThat(home.run("order", "send", "--item", "TXFH1", "--side", "buy")
                            .exitCode())
                    .isZero();
            run.says("entry: ").says("accepted");
            assertThat(run.out()).as("no process was restarted").doesNotContain("ended unexpectedly");
        } finally {
            for (Socket socket : keptOpen) {
                socket.close();
            }
        }
    }
}

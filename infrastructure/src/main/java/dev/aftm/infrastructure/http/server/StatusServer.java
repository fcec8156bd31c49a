package dev.aftm.infrastructure.http.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aftm.infrastructure.http.page.GatewayProbe;
import dev.aftm.infrastructure.http.page.PageFiles;
import dev.aftm.infrastructure.http.page.PageJson;
import dev.aftm.infrastructure.http.page.StatusPoller;
import dev.aftm.interactor.risk.KillSwitchControl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Serves metrics, health and the status page, to this machine only. All it can change is to engage the kill switch, for an
 * operator. It runs on its own threads.
 */
public final class StatusServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);

    /** One for each event stream client, and some for all other requests. */
    private static final int MOST_THREADS = SseClients.MOST + 16;

    private static final int LONGEST_BODY = 4096;
    private static final int LONGEST_REASON = 500;
    private static final long KEPT_WITHIN_SECONDS = 2;
    private static final String BEARER = "Bearer ";

    private static final Map<String, String> FILES = Map.of(
            "/", "index.html",
            "/page.css", "page.css",
            "/page.js", "page.js",
            "/chart.js", "chart.js",
            "/icon.svg", "icon.svg");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    static {
        // Read once, when the server's class is loaded; limits the time to receive a request to 10 s.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final StatusPoller poller;
    private final Supplier<String> metrics;
    private final KillSwitchControl killSwitch;
    private final byte[] operatorToken;
    private final SseClients clients;
    private final ExecutorService threads =
            new ThreadPoolExecutor(2, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "status-page");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Binds the port; {@link #start} begins to serve.
     *
     * @param metrics returns the metrics in the Prometheus text format
     * @param operatorToken the token that operator requests must contain
     * @throws IOException the address cannot be bound
     */
    public StatusServer(
            InetSocketAddress address,
            StatusPoller poller,
            Supplier<String> metrics,
            KillSwitchControl killSwitch,
            String operatorToken)
            throws IOException {
        this.poller = poller;
        this.metrics = metrics;
        this.killSwitch = killSwitch;
        this.operatorToken = operatorToken.getBytes(StandardCharsets.UTF_8);
        this.clients = new SseClients(poller::shown);
        server = HttpServer.create(address, 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    public void start() {
        server.start();
    }

    /** Returns the address of the status page. */
    public String address() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/";
    }

    /** Returns the number of connected event stream clients. */
    public int clients() {
        return clients.count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            RequestGuard.protect(exchange);
            var refusal = RequestGuard.refusal(exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                refuse(exchange, 403, refusal.get());
            } else {
                route(exchange);
            }
        } catch (RuntimeException e) {
            LOG.warn("A request to the status page has failed.", e);
            throw e;
        } finally {
            exchange.close();
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/api/kill-switch")) {
            if (method.equals("POST")) {
                engage(exchange);
            } else {
                refuseMethod(exchange, "POST");
            }
            return;
        }
        boolean isKnown = FILES.containsKey(path)
                || switch (path) {
                    case "/metrics", "/health/live", "/health/ready", "/api/status", "/api/history", "/events" -> true;
                    default -> false;
                };
        if (!isKnown) {
            refuse(exchange, 404, "This page does not exist.");
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            refuseMethod(exchange, "GET, HEAD");
        } else {
            serve(exchange, path);
        }
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/metrics" -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
            case "/health/live" -> {
                GatewayProbe.Health health = poller.askHealth();
                json(exchange, health.live() ? 200 : 503, PageJson.write(health));
            }
            case "/health/ready" -> {
                GatewayProbe.Health health = poller.askHealth();
                json(exchange, health.ready() ? 200 : 503, PageJson.write(health));
            }
            case "/api/status" -> json(exchange, 200, poller.shown().picture());
            case "/api/history" -> json(exchange, 200, poller.shown().history());
            case "/events" -> {
                if (clients.isFull()) {
                    refuse(exchange, 503, "Too many pages are open; close another one and try again.");
                } else if (exchange.getRequestMethod().equals("HEAD")) {
                    refuseMethod(exchange, "GET");
                } else {
                    clients.serve(exchange);
                }
            }
            default -> file(exchange, FILES.getOrDefault(path, "index.html"));
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        answer(exchange, 200, type, PageFiles.text(name));
    }

    /** Engages the kill switch if the request contains the operator token, which is never logged or part of a URL. */
    private void engage(HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown == null || !shown.startsWith(BEARER) || shown.length() == BEARER.length()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"operator\"");
            refuse(exchange, 401, "The operator token is missing; it is in the file operator.token in DATA_DIR.");
            return;
        }
        byte[] given = shown.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(operatorToken, given)) {
            refuse(exchange, 403, "This is not the operator token; it is in the file operator.token in DATA_DIR.");
            return;
        }
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(LONGEST_BODY + 1);
        }
        String reason = body.length > LONGEST_BODY ? "" : reason(body);
        boolean isSound = !reason.isBlank()
                && reason.length() <= LONGEST_REASON
                && reason.codePoints().noneMatch(Character::isISOControl);
        if (!isSound) {
            refuse(exchange, 400, "The body must be {\"reason\": \"…\"} with 1 to " + LONGEST_REASON + " characters.");
            return;
        }
        CountDownLatch kept = new CountDownLatch(1);
        killSwitch.engage("status page", reason, false, kept::countDown);
        boolean isKept = await(kept);
        String fault = killSwitch.fault();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("engaged", killSwitch.isEngaged());
        if (!isKept || fault != null) {
            answer.put(
                    "fault",
                    fault == null
                            ? "The kill switch is engaged, but not yet recorded; check after a"
                                    + " restart that it still is."
                            : fault);
        }
        json(exchange, 200, PageJson.write(answer));
    }

    private static boolean await(CountDownLatch kept) {
        try {
            return kept.await(KEPT_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String reason(byte[] body) {
        try {
            JsonNode reason = PageJson.MAPPER.readTree(body).path("reason");
            return reason.isString() ? reason.stringValue() : "";
        } catch (JacksonException notJson) {
            return "";
        }
    }

    private static void refuseMethod(HttpExchange exchange, String allowed) throws IOException {
        exchange.getResponseHeaders().set("Allow", allowed);
        refuse(exchange, 405, "This page accepts only " + allowed + ".");
    }

    private static void refuse(HttpExchange exchange, int status, String sentence) throws IOException {
        json(exchange, status, PageJson.write(Map.of("error", sentence)));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, "application/json; charset=utf-8", body);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        clients.close();
        server.stop(0);
        threads.shutdownNow();
    }
}

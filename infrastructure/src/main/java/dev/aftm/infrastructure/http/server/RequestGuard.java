package dev.aftm.infrastructure.http.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rejects requests from pages of other origins. To defeat DNS rebinding, the Host header of every request must name this
 * machine.
 */
final class RequestGuard {

    /** All addresses in 127.0.0.0/8 are this machine, and a host name cannot consist of digits alone. */
    private static final Pattern OWN_NAME = Pattern.compile("(127(\\.\\d{1,3}){3}|localhost|\\[::1])(:\\d{1,5})?");

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private RequestGuard() {}

    /** Returns why a request is rejected; empty if it is allowed. */
    static Optional<String> refusal(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOwn(hosts.get(0))) {
            return Optional.of("The Host header must name this machine: 127.0.0.1 or localhost.");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!isOwnOrigin(origin, hosts.get(0))) {
                return Optional.of("Requests from pages of another origin are not allowed.");
            }
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !Set.of("same-origin", "none").contains(site.toLowerCase(Locale.ROOT))) {
            String mode = headers.getFirst("Sec-Fetch-Mode");
            boolean isLink = mode != null && mode.equalsIgnoreCase("navigate");
            return isLink ? Optional.empty() : Optional.of("Requests from pages of another origin are not allowed.");
        }
        return Optional.empty();
    }

    private static boolean isOwn(String host) {
        return OWN_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isOwnOrigin(String origin, String host) {
        try {
            URI uri = URI.create(origin);
            return "http".equals(uri.getScheme()) && host.equalsIgnoreCase(uri.getAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }

    /** Sets the security headers of every response. */
    static void protect(HttpExchange exchange) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }
}

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
 * Who may ask at all. A page of another origin must not, even where it has made its name stand for this machine (DNS
 * rebinding): the name in every request must be this machine's own.
 */
final class RequestGuard {

    /** Every address of 127/8 is this machine, and no name can be made of digits alone. */
    private static final Pattern OWN_NAME = Pattern.compile("(127(\\.\\d{1,3}){3}|localhost|\\[::1])(:\\d{1,5})?");

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private RequestGuard() {}

    /** Why a request is not answered; empty where it is. */
    static Optional<String> refusal(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOwn(hosts.get(0))) {
            return Optional.of("The Host header must name this machine: 127.0.0.1 or localhost.");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!isOwnOrigin(origin, hosts.get(0))) {
                return Optional.of("Pages of another origin may not ask here.");
            }
        }
        String site = headers.getFirst("Sec-Fetch-Site");
        if (site != null && !Set.of("same-origin", "none").contains(site.toLowerCase(Locale.ROOT))) {
            String mode = headers.getFirst("Sec-Fetch-Mode");
            boolean isLink = mode != null && mode.equalsIgnoreCase("navigate");
            return isLink ? Optional.empty() : Optional.of("Pages of another origin may not ask here.");
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
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What every answer carries. */
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

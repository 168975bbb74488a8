package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.http.Tokens.Bearer;
import org.puli.dispatcher.http.Tokens.Role;

/**
 * Stands in front of every address. A dispatcher on loopback trusts what surely comes from a program on this machine:
 * not a page in a browser, not a proxy that speaks for strangers. Everything else needs a token.
 */
final class Access {
    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");
    private static final Set<String> TRUSTED_TYPES = Set.of(
            "application/json", "application/yaml", "application/x-yaml", "text/yaml", "application/octet-stream");
    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(localhost|\\[::1]|127(\\.\\d{1,3}){3})(:\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final String BEARER = "Bearer ";
    private static final String BEARER_OF_REQUEST = "puli.bearer";

    private final boolean trustsLoopback;
    private final Tokens tokens;

    /** Access to a dispatcher that listens on this address. */
    Access(String bind, Tokens tokens) {
        this.trustsLoopback = isLoopback(bind);
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        routes.before(this::check);
        routes.wsBeforeUpgrade(this::check);
    }

    /** Whether an address is this machine's own. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private void check(Context context) {
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
        if (LeaderEndpoints.isForEverybody(context)) {
            return;
        }
        context.attribute(BEARER_OF_REQUEST, admit(Caller.of(context)));
    }

    /**
     * Lets in who may do what he asks for.
     *
     * @return who that is by his token; null for one without a token
     * @throws Refusing when he may not
     */
    @Nullable
    Bearer admit(Caller caller) {
        String authorization = caller.header("Authorization");
        if (authorization != null) {
            return bearer(caller, authorization);
        }
        String doubt = trustsLoopback ? doubt(caller) : "this dispatcher is open to the network";
        if (doubt != null) {
            throw unauthorized(doubt + ", so this request needs a token (header Authorization: Bearer ...)");
        }
        return null;
    }

    private Bearer bearer(Caller caller, String authorization) {
        Bearer bearer = authorization.startsWith(BEARER)
                ? tokens.findBearer(authorization.substring(BEARER.length()).strip())
                : null;
        if (bearer == null) {
            throw unauthorized("the token is not one of this farm");
        }
        if (bearer.role() == Role.USER && isForWorkers(caller.path())) {
            throw new Refusing(Answer.problem(
                    403, "role", "Not with this token", "workers link up with the worker token, not with a person's"));
        }
        if (bearer.role() == Role.WORKER && !isForWorkers(caller.path())) {
            throw new Refusing(Answer.problem(
                    403,
                    "role",
                    "Not with this token",
                    "the worker token lets workers link up and nothing else; use the admin token"));
        }
        return bearer;
    }

    /** Who makes a request, by its token; null without one. */
    static @Nullable Bearer bearer(Context context) {
        return context.attribute(BEARER_OF_REQUEST);
    }

    private static boolean isForWorkers(String path) {
        return path.equals(LinkHandshake.PATH) || path.startsWith("/api/v1/workers/logs/");
    }

    private static Refusing unauthorized(String detail) {
        return new Refusing(Answer.problem(401, "token", "A token is needed", detail));
    }

    /** Why a request without a token is not surely from a program on this machine; null when it is. */
    private static @Nullable String doubt(Caller caller) {
        if (!isLoopback(caller.ip())) {
            return "the request comes from another machine";
        }
        String host = caller.header("Host");
        if (host == null || !isLoopbackHost(host)) {
            return "the request names the host '" + host + "', not this machine's loopback";
        }
        String origin = caller.header("Origin");
        if (origin != null && !isOwnOrigin(origin, host)) {
            return "the request comes from a web page of '" + origin + "'";
        }
        for (String header : FORWARDING) {
            if (caller.header(header) != null) {
                return "the request was forwarded by a proxy (" + header + ")";
            }
        }
        boolean writes = switch (caller.method()) {
            case "POST", "PUT", "PATCH" -> true;
            default -> false;
        };
        return writes && !TRUSTED_TYPES.contains(Bodies.type(caller.header("Content-Type")))
                ? "the request's content type is '" + Bodies.type(caller.header("Content-Type")) + "', not JSON or YAML"
                : null;
    }

    private static boolean isLoopbackHost(String host) {
        return LOOPBACK_HOST.matcher(host).matches();
    }

    private static boolean isOwnOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}

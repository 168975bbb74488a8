package org.puli.api.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.json.JobReader.Format;

/**
 * One request, wherever it is sent.
 *
 * @param path below the server's address, already escaped
 * @param query what is null is left out
 * @param type content type of the body
 * @param key the submission key; null for none
 * @param isStream whether the answer may begin late and never end
 */
record Call(
        String method,
        String path,
        Map<String, @Nullable Object> query,
        String body,
        String type,
        @Nullable String key,
        boolean isStream) {
    private static final String JSON = "application/json";

    /** Asks for something. */
    static Call read(String path) {
        return new Call("GET", path, Map.of(), "", JSON, null, false);
    }

    /** Does something to a thing. */
    static Call act(String method, String path, String body) {
        return new Call(method, path, Map.of(), body, JSON, null, false);
    }

    /** Sends a job. */
    static Call submit(String document, Format format, String key, @Nullable JobId copyOf) {
        String type = format == Format.JSON ? JSON : "application/yaml";
        return new Call("POST", Paths.JOBS, Map.of(), document, type, key, false).with("copyOf", copyOf);
    }

    /** The same with one more query parameter. */
    Call with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Call(method, path, more, body, type, key, isStream);
    }

    /** The same for an answer that comes bit by bit. */
    Call streaming() {
        return new Call(method, path, query, body, type, key, true);
    }

    /** Path and query as they stand in an address. */
    String target() {
        String text = query.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey() + "=" + escaped(String.valueOf(entry.getValue())))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    /** A text as a part of an address. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package org.puli.dispatcher.http;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract of the HTTP API, to hold answers against. Clients are told to ignore what they do not know, so its
 * schemas of answers are open; here they are closed, so that a field that it does not name is a fault.
 */
final class Contract {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final String text;
    private final JsonNode page;

    private Contract(String text) {
        this.text = text;
        this.page = MAPPER.readTree(text);
        for (var schema : schemas().properties()) {
            if (!schema.getKey().endsWith("Document")) {
                close(schema.getValue());
            }
        }
    }

    /** The one in the dispatcher's jar. */
    static Contract read() throws IOException {
        try (InputStream file = Contract.class.getResourceAsStream("openapi.json")) {
            return new Contract(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Contract::close);
    }

    String text() {
        return text;
    }

    JsonNode page() {
        return page;
    }

    JsonNode schemas() {
        return page.at("/components/schemas");
    }

    /** Methods and addresses, as in {@code GET /api/v1/jobs/{id}}. */
    Set<String> operations() {
        Set<String> all = new TreeSet<>();
        for (var path : page.path("paths").properties()) {
            path.getValue().propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return all;
    }

    /** What the contract says of an operation; missing when it has no such thing. */
    JsonNode operation(String name) {
        String[] words = name.split(" ", 2);
        return page.path("paths").path(words[1]).path(words[0].toLowerCase(Locale.ROOT));
    }

    /** The operation that a request without its query belongs to; one without variables goes first. */
    String operationOf(String request) {
        return operations().stream()
                .filter(operation -> request.matches(operation.replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparing(operation -> operation.contains("{")))
                .orElse("no operation");
    }

    /** All parameters of an operation, those of its address too. */
    Stream<JsonNode> parameters(String operation) {
        JsonNode path = page.path("paths").path(operation.split(" ", 2)[1]);
        return Stream.concat(
                        path.path("parameters").valueStream(),
                        operation(operation).path("parameters").valueStream())
                .map(this::resolved);
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? page.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /** What an answer says against the contract; empty when nothing. */
    List<String> faults(String operation, HttpResponse<String> answer) {
        JsonNode response =
                resolved(operation(operation).path("responses").path(Integer.toString(answer.statusCode())));
        if (response.isMissingNode()) {
            return List.of("status " + answer.statusCode() + " is not told");
        }
        List<String> faults = new ArrayList<>();
        for (String header : response.path("headers").propertyNames()) {
            if (answer.headers().firstValue(header).isEmpty()) {
                faults.add("header " + header + " is missing");
            }
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode content = response.path("content");
        if (content.isMissingNode() && !answer.body().isEmpty()) {
            faults.add("a body is not told");
        } else if (!content.isMissingNode() && !content.has(type)) {
            faults.add("type " + type + " is not told");
        } else if (type.endsWith("json")) {
            faults.addAll(faults(content.path(type).path("schema"), answer.body()));
        }
        return faults;
    }

    /** What a value says against a schema of the contract, by its name. */
    List<String> faults(String schema, String json) {
        return faults(MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema), json);
    }

    private List<String> faults(JsonNode schema, String json) {
        ObjectNode whole = (ObjectNode) schema.deepCopy();
        whole.set("components", page.path("components"));
        return REGISTRY.getSchema(whole).validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}

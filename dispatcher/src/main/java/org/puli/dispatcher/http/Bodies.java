package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads bodies up to a limit; never more than that is held. Stateless. */
final class Bodies {
    private static final long MOST_DRAINED = 64L << 20;

    private Bodies() {}

    /** The body as text, which has to be UTF-8. */
    static String text(Context context, int limit) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(context, limit)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusing.badRequest("the body is not UTF-8 text");
        }
    }

    private static byte[] bytes(Context context, int limit) {
        try (InputStream body = context.req().getInputStream()) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                // Whoever is still writing would not read a word before it is through.
                body.skip(MOST_DRAINED);
                throw new Refusing(Answer.problem(
                        413,
                        "too-large",
                        "The body is too large",
                        "a body of this kind has at most " + limit + " bytes"));
            }
            return bytes;
        } catch (IOException e) {
            throw Refusing.badRequest("the body could not be read to its end: " + e.getMessage());
        }
    }

    /** Refuses a body that does not say that it is JSON. */
    static void requireJson(Context context) {
        if (!type(context).equals("application/json")) {
            throw new Refusing(Answer.problem(
                    415,
                    "content-type",
                    "The content type is not known",
                    "this body is sent as application/json, not as '" + type(context) + "'"));
        }
    }

    /** The content type without its parameters, in lower case; empty when there is none. */
    static String type(Context context) {
        return type(context.contentType());
    }

    /** The same of what a header says; null for no header. */
    static String type(@Nullable String type) {
        return type == null ? "" : type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }
}

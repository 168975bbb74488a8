package org.puli.api.json;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.puli.api.json.DocumentNode.Place;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** What is wrong with text that is no JSON, in words for people who know nothing of the library that reads it. */
final class JsonWords {
    private static final Pattern FOUND = Pattern.compile("character \\('(.)'|(?:token|marker) '([^']{1,60})'");

    private JsonWords() {}

    /** What is wrong at the place. */
    static String of(JacksonException e) {
        String told = String.valueOf(e.getOriginalMessage());
        return switch (e) {
            case StreamConstraintsException large -> tooLarge(told.toLowerCase(Locale.ROOT));
            case InputCoercionException large -> "a number is larger than is taken here";
            case UnexpectedEndOfInputException end -> "it ends before it is complete";
            case StreamReadException other -> unexpected(told);
            default -> "a value is of another kind than is expected here";
        };
    }

    private static String tooLarge(String told) {
        if (told.contains("nesting")) {
            return "it is nested too deep";
        }
        return told.contains("number") ? "a number has too many digits" : "a text is longer than is taken";
    }

    private static String unexpected(String told) {
        if (told.contains("CTRL-CHAR")) {
            return "a control character cannot stand here";
        }
        Matcher found = FOUND.matcher(told);
        if (!found.find()) {
            return "what stands here is no value, name, comma or bracket as JSON has them";
        }
        return "'" + (found.group(1) == null ? found.group(2) : found.group(1)) + "' cannot stand here";
    }

    /** The place. */
    static Place place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? Place.START : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /** The place, if it is known, and what is wrong there, in one line. */
    static String placed(JacksonException e) {
        if (e.getLocation() == null) {
            return of(e);
        }
        Place place = place(e);
        return "line " + place.line() + ", column " + place.column() + ": " + of(e);
    }

    /** Whether it is the text that is wrong, and not what a value of it is to become. */
    static boolean isOfText(JacksonException e) {
        return e instanceof StreamReadException || e instanceof StreamConstraintsException;
    }
}

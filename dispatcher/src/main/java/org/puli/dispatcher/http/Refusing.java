package org.puli.dispatcher.http;

import org.puli.api.view.Problem;

/** Ends a request with a problem. */
final class Refusing extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refusing(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    /** Whether it is of this type. */
    boolean isOf(String type) {
        return problem.type().equals(type);
    }

    static Refusing badRequest(String detail) {
        return new Refusing(Answer.problem(400, "bad-request", "The request cannot be read", detail));
    }

    static Refusing notFound(String type, String detail) {
        return new Refusing(Answer.problem(404, type, "There is no such thing", detail));
    }

    static Refusing busy(String detail) {
        return new Refusing(Answer.problem(503, "busy", "Try again in a moment", detail));
    }
}

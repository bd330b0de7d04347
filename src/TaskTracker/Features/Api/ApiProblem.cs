namespace TaskTracker.Features.Api;

/// <summary>One thing that is wrong with what a program sent.</summary>
/// <param name="Field">As the program wrote it: a field, <c>If-Match</c>, a parameter of the address.</param>
/// <param name="Code">Its text is <c>Api.{Code}</c>: what is wrong and what to do about it.</param>
internal sealed record ApiFault(string Field, string Code, params object?[] Values);

/// <summary>Ends a request with an answer by RFC 9457.</summary>
/// <param name="code">Its text is <c>Api.{code}</c>, or the one given.</param>
internal sealed class ApiProblem(int status, string code, string? text = null) : Exception(code)
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    public string? Text { get; } = text;
    public IReadOnlyList<ApiFault> Faults { get; init; } = [];

    /// <summary>Where somebody else was quicker: what stands there now and what was sent, so that neither is lost.</summary>
    public (object Sent, object Current, object Since)? Versions { get; init; }

    public static ApiProblem NotFound() => new(StatusCodes.Status404NotFound, "NotFound");

    public static ApiProblem Wrong(params ApiFault[] faults) => new(StatusCodes.Status422UnprocessableEntity, "Wrong") { Faults = faults };
}

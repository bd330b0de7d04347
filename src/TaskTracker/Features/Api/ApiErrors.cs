using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using TaskTracker.Access;
using TaskTracker.Resources;

namespace TaskTracker.Features.Api;

/// <summary>Whatever goes wrong under <c>/api</c> is told as problem details: what, where, and what to do.</summary>
internal static partial class ApiErrors
{
    private const string MediaType = "application/problem+json";

    /// <summary>For every request: one of them that goes wrong gets no page meant for people.</summary>
    public static IApplicationBuilder UseApiErrors(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!http.IsApi())
        {
            await next(http);
            return;
        }

        http.Features.Get<IStatusCodePagesFeature>()!.Enabled = false;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (http.Request.Query.FirstOrDefault(p => p.Value.Count > 1) is { Key: not null } twice)
            {
                throw new ApiProblem(StatusCodes.Status400BadRequest, "Wrong") { Faults = [new(twice.Key, "ParameterTwice")] };
            }

            await next(http);
            if (http.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
            {
                await WriteAsync(http, new ApiProblem(http.Response.StatusCode, CodeOf(http.Response.StatusCode)));
            }
        }
        catch (ApiProblem problem) when (!http.Response.HasStarted)
        {
            await WriteAsync(http, problem);
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            // Only the message tells which parameter it was.
            var named = Parameter().Match(e.Message);
            await WriteAsync(http, new ApiProblem(e.StatusCode, CodeOf(e.StatusCode)) { Faults = named.Success ? [new(named.Groups[2].Value, "WrongValue", named.Groups[1].Value.ToUpperInvariant() switch { "STRING" => "…", var type when type.Contains("BOOL", StringComparison.Ordinal) => "true | false", _ => "1" })] : [] });
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiErrors)).LogError(e, "{Method} {Path} failed.", http.Request.Method, http.Request.Path);
            await WriteAsync(http, new ApiProblem(StatusCodes.Status500InternalServerError, "Failed"));
        }
    });

    public static bool IsApi(this HttpContext http) => http.Request.Path.StartsWithSegments(ApiEndpoints.Root);

    public static Task WriteAsync(HttpContext http, ApiProblem problem)
    {
        var text = http.RequestServices.GetRequiredService<PageText>();
        var details = new ProblemDetails
        {
            Type = $"urn:tasktracker:problem:{problem.Code}", Title = text[$"Api.Status.{problem.Status}"], Status = problem.Status, Detail = problem.Text ?? text[$"Api.{problem.Code}"], Instance = http.Request.Path,
        };
        if (problem.Faults.Count > 0)
        {
            details.Extensions["errors"] = problem.Faults.Select(f => new { field = f.Field, detail = f.Code.Contains('.', StringComparison.Ordinal) ? text[f.Code] : text[$"Api.{f.Code}", f.Values] }).ToList();
        }

        if (problem.Versions is { } versions)
        {
            (details.Extensions["sent"], details.Extensions["current"], details.Extensions["since"]) = versions;
        }

        http.Response.StatusCode = problem.Status;
        return http.Response.WriteAsJsonAsync(details, ApiJson.Options, MediaType, http.RequestAborted);
    }

    /// <summary>Why somebody with a good token is refused: the token allows it not, or its person.</summary>
    public static ApiProblem ForbiddenTo(HttpContext http) => new(
        StatusCodes.Status403Forbidden,
        http.GetEndpoint() is { } endpoint && RightsTable.Of(endpoint, http.Request.Method) is { Token: { } wanted } && (http.Features.Get<CurrentPerson>()?.Token & wanted) != wanted ? $"NeedsScope.{wanted}" : "NotAllowed");

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status413PayloadTooLarge => "TooLarge",
        StatusCodes.Status415UnsupportedMediaType => "OnlyJson",
        StatusCodes.Status429TooManyRequests => "TooMany",
        >= StatusCodes.Status500InternalServerError => "Failed",
        _ => "Wrong",
    };

    [GeneratedRegex(@"parameter ""(\S+) (\w+)""")]
    private static partial Regex Parameter();
}

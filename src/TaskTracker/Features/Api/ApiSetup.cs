using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using TaskTracker.Access;

namespace TaskTracker.Features.Api;

/// <summary>The document by which a program's author knows what there is, made of the endpoints themselves.</summary>
internal static class ApiSetup
{
    private const string TokenScheme = "token";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => ApiJson.Set(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        return services.AddOpenApi("v1", o =>
        {
            o.ShouldInclude = d => d.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            o.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id ? id.StartsWith("Api", StringComparison.Ordinal) ? id[3..] : id : null;
            o.AddDocumentTransformer(Describe);
            o.AddOperationTransformer(DescribeAsync);
        });
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        document.Info = new()
        {
            Title = "TaskTracker", Version = "1",
            Description = "Plans, tasks, responsibilities and what happens to them. A token is made on the account page. Every POST bears an Idempotency-Key: sent twice it counts once. "
                + "What changes something bears in If-Match the version it was decided on (ETag, or \"version\" in the answer); if that has changed, the answer is 412 with what was sent, what stands there now, and what happened since. "
                + "Whatever goes wrong is told as application/problem+json, in Chinese or, by Accept-Language, in English.",
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme> { [TokenScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" } };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(TokenScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var (method, route) = (context.Description.HttpMethod!, WithoutKinds("/" + context.Description.RelativePath));
        if (RightsTable.All.FirstOrDefault(r => r.Method == method && WithoutKinds(r.Route) == route) is { Token: { } scope })
        {
            operation.Description = $"Scope: {scope.ToString().ToLowerInvariant()}";
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<NeedsStamp>().FirstOrDefault() is { } stamp)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(Header("Idempotency-Key", "Chosen by the program for this one act; sent again with the same words it counts once."));
            if (stamp.Version)
            {
                operation.Parameters.Add(Header("If-Match", "The version that was decided on, in quotes."));
            }
        }

        return Task.CompletedTask;
    }

    private static string WithoutKinds(string route) => route.Replace(":int", "", StringComparison.Ordinal);

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Required = true, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}

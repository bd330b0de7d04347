using Microsoft.AspNetCore.Authorization;

namespace TaskTracker.Access;

/// <summary>The policy for every request: what <see cref="RightsTable"/> does not allow is refused.</summary>
internal sealed class CheckRights : AuthorizationHandler<CheckRights>, IAuthorizationRequirement
{
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder().AddRequirements(new CheckRights()).Build();

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, CheckRights requirement)
    {
        if (context.Resource is HttpContext http && RightsTable.Allows(http.GetEndpoint(), http.Request.Method, http.Features.Get<CurrentPerson>() ?? CurrentPerson.Nobody))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

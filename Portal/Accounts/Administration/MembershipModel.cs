using Domain.Access;
using Domain.Organizations;
using Workflows.Accounts;

namespace Portal.Accounts.Administration;

/// <summary>What the choice of a role in an organization is bound to.</summary>
public class MembershipModel
{
    public OrganizationKind? Kind { get; set; }

    public long? OrganizationId { get; set; }

    public Role? Role { get; set; }

    public virtual IReadOnlyList<FormProblem> Problems()
    {
        // The kind decides what the other two may be; they are asked once it is chosen.
        if (Kind is null) return [new("kind", "field.required")];
        var problems = new List<FormProblem>();
        if (OrganizationId is null) problems.Add(new("organizationId", "field.required"));
        if (Role is null) problems.Add(new("role", "field.required"));
        return problems;
    }
}

/// <summary>What the form of a new account is bound to.</summary>
public sealed class NewAccountModel : MembershipModel
{
    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public string? Phone { get; set; }

    public override IReadOnlyList<FormProblem> Problems() => [.. AccountRegister.Check(UserName ?? "", DisplayName ?? "", Phone), .. base.Problems()];
}

using Domain.Organizations;

namespace Domain.Sites;

/// <summary>关键岗位: the two people whom a site must not be without (S4 module 48).</summary>
public enum KeyPost
{
    /// <summary>项目经理, of the contractor.</summary>
    ProjectManager,

    /// <summary>项目总监理工程师, of the supervision unit.</summary>
    ChiefEngineer,
}

/// <summary>Which unit fills a post, with people of which role.</summary>
public static class KeyPosts
{
    /// <summary>The post that a kind of unit fills; null for units that fill none.</summary>
    public static KeyPost? Of(OrganizationKind kind) => kind switch
    {
        OrganizationKind.Contractor => KeyPost.ProjectManager,
        OrganizationKind.Supervisor => KeyPost.ChiefEngineer,
        _ => null,
    };

    /// <summary>Who is qualified for the post, and to stand in for its holder.</summary>
    public static Role RoleOf(KeyPost post) => post == KeyPost.ProjectManager ? Role.ProjectManager : Role.SupervisionEngineer;
}
